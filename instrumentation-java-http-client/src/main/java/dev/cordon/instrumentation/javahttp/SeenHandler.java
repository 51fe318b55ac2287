package dev.cordon.instrumentation.javahttp;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;

/** A handler by which the advice knows a handshake that it has seen. */
final class SeenHandler<T> implements BodyHandler<T> {
  private final BodyHandler<T> handler;

  SeenHandler(BodyHandler<T> handler) {
    this.handler = handler;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    return handler.apply(info);
  }
}
