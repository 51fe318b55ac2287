package com.example.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;

/** Sends a frame with the JDK's client and waits for its echo. */
final class Client implements AutoCloseable, WebSocket.Listener {
  private final BlockingQueue<String> texts = new ArrayBlockingQueue<>(1);
  private String begun = "";
  private WebSocket socket;

  String ask(String vendor, String prompt) throws Exception {
    if (socket == null) {
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws" + vendor.substring(4) + Chat.PATH), this)
              .join();
    }
    socket.sendText(Chat.body(prompt), true).join();
    return texts.take();
  }

  @Override
  public CompletionStage<?> onText(WebSocket of, CharSequence text, boolean last) {
    begun += text; // a message may come in parts
    if (last) {
      texts.add(begun);
      begun = "";
    }
    of.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
