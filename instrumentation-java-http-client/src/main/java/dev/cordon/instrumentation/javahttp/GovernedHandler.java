package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.Cordon;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The application's body handler with a filter before it. Used for one call; also the mark by which
 * the advice recognises its own.
 */
final class GovernedHandler<T> implements BodyHandler<T> {
  private final BodyHandler<T> handler;
  private final @Nullable Exchange exchange;
  private volatile @Nullable AnswerBody answer;
  private volatile @Nullable HttpHeaders shown;

  /**
   * Wraps a handler.
   *
   * @param exchange the Exchange that the answer belongs to, or null when an outer layer has it
   */
  GovernedHandler(BodyHandler<T> handler, @Nullable Exchange exchange) {
    this.handler = handler;
    this.exchange = exchange;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    AnswerBody body = begin(info.statusCode(), info.headers());
    if (body == null) {
      return handler.apply(info);
    }
    ResponseInfo seen = info;
    if (!body.isUnchanged()) {
      HttpHeaders headers = HttpHeaders.of(info.headers().map(), LengthAndEncoding.DROPPED);
      shown = headers;
      seen = new SeenInfo(info.statusCode(), headers, info.version());
    }
    try {
      return new AnswerSubscriber<>(handler.apply(seen), body);
    } catch (Throwable thrown) {
      body.abort(thrown);
      throw thrown;
    }
  }

  private @Nullable AnswerBody begin(int status, HttpHeaders headers) {
    Exchange current = exchange;
    if (current == null) {
      return null;
    }
    try {
      StreamTransform transform = current.answer(status, new HttpHeaderSource(headers));
      AnswerBody body = AnswerBody.of(transform, encoding(headers));
      answer = body;
      return body;
    } catch (RuntimeException | Error fault) {
      Cordon.fault("java-http-client answer", fault);
      return null;
    }
  }

  private static @Nullable String encoding(HttpHeaders headers) {
    List<String> encodings = headers.allValues("content-encoding");
    return encodings.isEmpty() ? null : String.join(",", encodings);
  }

  /** Returns the response as the application sees it. */
  HttpResponse<T> response(HttpResponse<T> response, HttpRequest request) {
    received(response);
    return new GovernedResponse<>(response, request, shown);
  }

  /** Ends the Exchange of an answer for which the client never asked the handler. */
  void received(HttpResponse<T> response) {
    if (answer == null) {
      AnswerBody body = begin(response.statusCode(), response.headers());
      if (body != null) {
        body.abort(null);
      }
    }
  }

  /** Ends the Exchange of a call that failed, where the answer's stream hasn't. */
  void failed(Throwable failure) {
    Throwable seen = Failures.unwrapped(failure);
    AnswerBody body = answer;
    Exchange current = exchange;
    if (body != null) {
      body.abort(seen);
    } else if (current != null) {
      current.fail(seen);
    }
  }

  /**
   * Ends the Exchange with its future. The future returned derives from the client's, so that it
   * cancels the call and runs what depends on it where the client's would.
   */
  CompletableFuture<HttpResponse<T>> finish(
      CompletableFuture<HttpResponse<T>> sent, HttpRequest request) {
    if (sent.isCompletedExceptionally()) {
      sent.whenComplete((none, failure) -> failed(failure));
      return sent;
    }
    return sent.handle(
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
  }
}
