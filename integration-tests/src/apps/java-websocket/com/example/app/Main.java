package com.example.app;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** An application that speaks through Java-WebSocket's client. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("socket", a -> socket(a[0], a[1])).serveAndExit();
  }

  /** Sends one text; returns what comes until it is closed. */
  private static String socket(String url, String text) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocketClient client =
        new WebSocketClient(URI.create(url)) {
          @Override
          public void onOpen(ServerHandshake handshake) {
            send(text);
          }

          @Override
          public void onMessage(String message) {
            texts.append(message).append('\n');
          }

          @Override
          public void onClose(int code, String reason, boolean remote) {
            result.complete(texts + "closed " + code);
          }

          @Override
          public void onError(Exception failure) {
            result.completeExceptionally(failure);
          }
        };
    client.connect();
    return result.get(30, TimeUnit.SECONDS);
  }
}
