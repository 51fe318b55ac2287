package com.example.app;

import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** Sends a frame with Java-WebSocket and waits for its echo. */
final class Client implements AutoCloseable {
  private final BlockingQueue<String> texts = new ArrayBlockingQueue<>(1);
  private WebSocketClient client;

  String ask(String vendor, String prompt) throws Exception {
    if (client == null) {
      client = new Socket(URI.create("ws" + vendor.substring(4) + Chat.PATH));
      client.connectBlocking();
    }
    client.send(Chat.body(prompt));
    return texts.take();
  }

  private final class Socket extends WebSocketClient {
    Socket(URI uri) {
      super(uri);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onMessage(String text) {
      texts.add(text);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      texts.add("");
    }

    @Override
    public void onError(Exception failure) {
      failure.printStackTrace();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
