package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The JDK's client with the advice where the agent weaves it: each method asks its advice first,
 * and the advice's own calls come in by the same door.
 */
final class WovenClient extends HttpClient {
  private final HttpClient client;

  WovenClient(HttpClient client) {
    this.client = client;
  }

  static WovenClient create() {
    return new WovenClient(HttpClient.newBuilder().version(Version.HTTP_1_1).build());
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    TakeOver taken = SendAdvice.onSend(this, request, handler);
    return taken == null ? client.send(request, handler) : (HttpResponse<T>) call(taken);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    TakeOver taken = SendAdvice.onSendAsync(this, request, handler);
    return taken == null
        ? client.sendAsync(request, handler)
        : (CompletableFuture<HttpResponse<T>>) call(taken);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> push) {
    TakeOver taken = SendAdvice.onSendAsyncWithPush(this, request, handler, push);
    return taken == null
        ? client.sendAsync(request, handler, push)
        : (CompletableFuture<HttpResponse<T>>) call(taken);
  }

  private static Object call(TakeOver taken) {
    try {
      return taken.call();
    } catch (Throwable thrown) {
      throw WovenClient.<RuntimeException>unchecked(thrown);
    }
  }

  @SuppressWarnings("unchecked") // throws what the compiler does not see
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
