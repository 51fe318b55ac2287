package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.SyntheticAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A response that no server sent. Its body is made by the application's own handler. */
final class Refusal<T> implements HttpResponse<T> {
  private final HttpRequest request;
  private final GovernedHandler.Seen info;
  private final @Nullable T body;

  private Refusal(HttpRequest request, GovernedHandler.Seen info, @Nullable T body) {
    this.request = request;
    this.info = info;
    this.body = body;
  }

  /**
   * Gives an answer to the application's handler.
   *
   * @return the response when the handler has made the body; fails with what the handler throws
   */
  static <T> CompletableFuture<HttpResponse<T>> answer(
      SyntheticAnswer answer, BodyHandler<T> handler, HttpRequest request) {
    try {
      GovernedHandler.Seen info = info(answer);
      BodySubscriber<T> subscriber = handler.apply(info);
      new OneItem(subscriber, answer.body()).start();
      return subscriber
          .getBody()
          .<HttpResponse<T>>thenApply(body -> new Refusal<>(request, info, body))
          .toCompletableFuture();
    } catch (Throwable thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /** Gives an answer as {@code sendAsync} does, to a handshake of a WebSocket its exception. */
  static <T> CompletableFuture<HttpResponse<T>> later(
      SyntheticAnswer answer, BodyHandler<T> handler, HttpRequest request) {
    return RequestHeads.isWebSocket(request)
        ? CompletableFuture.failedFuture(new WebSocketHandshakeException(bodiless(answer, request)))
        : answer(answer, handler, request);
  }

  /** Makes a response without a body, for an exception that shows one. */
  static HttpResponse<Void> bodiless(SyntheticAnswer answer, HttpRequest request) {
    return new Refusal<>(request, info(answer), null);
  }

  private static GovernedHandler.Seen info(SyntheticAnswer answer) {
    Map<String, List<String>> headers = new HashMap<>();
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      headers.put(header.getKey(), List.of(header.getValue()));
    }
    return new GovernedHandler.Seen(
        answer.status(), HttpHeaders.of(headers, RequestHeads.ALL), HttpClient.Version.HTTP_1_1);
  }

  @Override
  public int statusCode() {
    return info.statusCode();
  }

  @Override
  public HttpRequest request() {
    return request;
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return info.headers();
  }

  @Override
  @SuppressWarnings("NullAway") // a body handler may well make null
  public T body() {
    return body;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public HttpClient.Version version() {
    return info.version();
  }

  @Override
  public String toString() {
    return "(" + request.method() + " " + request.uri() + ") " + statusCode();
  }

  /** Gives the whole body at the first demand. */
  private static final class OneItem implements Flow.Subscription {
    private final BodySubscriber<?> subscriber;
    private final byte[] body;
    private boolean done;

    OneItem(BodySubscriber<?> subscriber, byte[] body) {
      this.subscriber = subscriber;
      this.body = body;
    }

    void start() {
      subscriber.onSubscribe(this);
      if (body.length == 0 && end()) {
        subscriber.onComplete();
      }
    }

    private synchronized boolean end() {
      boolean first = !done;
      done = true;
      return first;
    }

    @Override
    public void request(long n) {
      if (body.length == 0 || !end()) {
        return;
      }
      if (n <= 0) {
        subscriber.onError(new IllegalArgumentException("non-positive subscription request"));
        return;
      }
      subscriber.onNext(List.of(ByteBuffer.wrap(body).asReadOnlyBuffer()));
      subscriber.onComplete();
    }

    @Override
    public void cancel() {
      end();
    }
  }
}
