package com.example.app;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** Asks through Java-WebSocket. */
final class Client implements AutoCloseable {
  String ask(String vendor, String message) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocketClient client =
        new WebSocketClient(URI.create(vendor)) {
          @Override
          public void onOpen(ServerHandshake handshake) {
            send(message);
          }

          @Override
          public void onMessage(String text) {
            texts.append(text).append('\n');
          }

          @Override
          public void onClose(int code, String reason, boolean remote) {
            result.complete(texts.toString());
          }

          @Override
          public void onError(Exception failure) {
            result.completeExceptionally(failure);
          }
        };
    client.connect();
    String text = result.get(30, TimeUnit.SECONDS);
    client.closeBlocking();
    return text;
  }

  @Override
  public void close() {}
}
