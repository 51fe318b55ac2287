package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of a WebSocket, whose frames no hook sees. The request and the response must stay
 * the client's own objects: it looks for the connection in them.
 */
final class WebSocketHandshake<T> {
  private final HttpClient client;
  private final HttpRequest request;
  private final BodyHandler<T> handler;

  WebSocketHandshake(HttpClient client, HttpRequest request, BodyHandler<T> handler) {
    this.client = client;
    this.request = request;
    this.handler = handler;
  }

  CompletableFuture<HttpResponse<T>> send(Gate gate, RequestHead head) {
    Exchange exchange = gate.open(head);
    SyntheticAnswer refusal =
        exchange == null ? null : exchange.judgeUnread(Exchange.Unread.WEBSOCKET, -1).refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(
          new WebSocketHandshakeException(Refusal.bodiless(refusal, request)));
    }
    GovernedHandler<T> governed = new GovernedHandler<>(handler, exchange);
    CompletableFuture<HttpResponse<T>> sent;
    try {
      sent = client.sendAsync(request, governed);
    } catch (Throwable failure) {
      governed.failed(failure);
      throw failure;
    }
    sent.whenComplete((response, failure) -> ended(governed, response, failure));
    return sent;
  }

  private void ended(
      GovernedHandler<T> governed, HttpResponse<T> response, @Nullable Throwable failure) {
    if (failure == null) {
      governed.received(response);
    } else {
      governed.failed(failure);
    }
  }
}
