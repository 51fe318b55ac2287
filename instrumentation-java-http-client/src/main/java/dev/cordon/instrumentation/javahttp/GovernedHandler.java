package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.Decision;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The application's body handler with a filter before it. Used for one call; also the mark by which
 * the advice recognises its own.
 */
final class GovernedHandler<T> implements BodyHandler<T> {
  /** Drops the headers that describe an answer's bytes and are not true of restored ones. */
  private static final BiPredicate<String, String> TRUE_OF_RESTORED =
      new BiPredicate<String, String>() {
        @Override
        public boolean test(String name, String value) {
          return !name.equalsIgnoreCase("content-length")
              && !name.equalsIgnoreCase("content-encoding");
        }
      };

  private final BodyHandler<T> handler;
  private final Decision decision;
  private volatile boolean begun;
  private volatile @Nullable AnswerPush answer;
  private volatile @Nullable HttpHeaders shown;

  GovernedHandler(BodyHandler<T> handler, Decision decision) {
    this.handler = handler;
    this.decision = decision;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    AnswerPlan plan = begin(info.statusCode(), info.headers(), true);
    if (plan.isUntouched()) {
      return handler.apply(info);
    }
    AnswerPush push = plan.push();
    answer = push;
    ResponseInfo seen = info;
    if (plan.dropsLength()) {
      HttpHeaders headers = HttpHeaders.of(info.headers().map(), TRUE_OF_RESTORED);
      shown = headers;
      seen = new Seen(info.statusCode(), headers, info.version());
    }
    try {
      return new AnswerSubscriber<>(handler.apply(seen), push);
    } catch (Throwable thrown) {
      push.abort(thrown);
      throw thrown;
    }
  }

  private AnswerPlan begin(int status, HttpHeaders headers, boolean mayHaveBody) {
    begun = true;
    return decision.answer(status, RequestHeads.source(headers), mayHaveBody);
  }

  /** Returns the response as the application sees it. */
  HttpResponse<T> response(HttpResponse<T> response, HttpRequest request) {
    received(response);
    return new GovernedResponse<>(response, request, shown);
  }

  /** Ends the call with an answer for which the client never asked the handler. */
  void received(HttpResponse<T> response) {
    if (!begun) {
      begin(response.statusCode(), response.headers(), false);
    }
  }

  /** Ends a call that failed, where the answer's stream hasn't. */
  void failed(Throwable failure) {
    Throwable seen = Failures.unwrapped(failure);
    AnswerPush push = answer;
    if (push == null) {
      decision.fail(seen);
    } else {
      push.abort(seen);
    }
  }

  /**
   * Ends the call with its future. The future returned derives from the client's, so that it
   * cancels the call and runs what depends on it where the client's would.
   */
  CompletableFuture<HttpResponse<T>> finish(
      CompletableFuture<HttpResponse<T>> sent, HttpRequest request) {
    if (sent.isCompletedExceptionally()) {
      sent.whenComplete((none, failure) -> failed(failure));
      return sent;
    }
    CompletableFuture<HttpResponse<T>> answered =
        sent.handle(
            new BiFunction<HttpResponse<T>, Throwable, HttpResponse<T>>() {
              @Override
              public HttpResponse<T> apply(HttpResponse<T> response, @Nullable Throwable failure) {
                if (failure == null) {
                  return response(response, request);
                }
                failed(failure);
                throw Failures.ofSendAsync(failure);
              }
            });
    answered.whenComplete(
        (response, failure) -> {
          if (answered.isCancelled()) {
            failed(failure); // by the application: what was to handle the end is not asked then
          }
        });
    return answered;
  }

  /** An answer's head as the application's body handler sees it. Immutable. */
  static final class Seen implements ResponseInfo {
    private final int status;
    private final HttpHeaders headers;
    private final HttpClient.Version version;

    Seen(int status, HttpHeaders headers, HttpClient.Version version) {
      this.status = status;
      this.headers = headers;
      this.version = version;
    }

    @Override
    public int statusCode() {
      return status;
    }

    @Override
    public HttpHeaders headers() {
      return headers;
    }

    @Override
    public HttpClient.Version version() {
      return version;
    }
  }
}
