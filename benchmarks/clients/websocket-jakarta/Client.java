package com.example.app;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.net.URI;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Sends a frame through a client of the WebSocket API and waits for its echo. */
final class Client extends Endpoint implements AutoCloseable, MessageHandler.Whole<String> {
  private final BlockingQueue<String> texts = new ArrayBlockingQueue<>(1);
  private Session session;

  String ask(String vendor, String prompt) throws Exception {
    if (session == null) {
      session =
          ContainerProvider.getWebSocketContainer()
              .connectToServer(
                  this,
                  ClientEndpointConfig.Builder.create().build(),
                  URI.create("ws" + vendor.substring(4) + Chat.PATH));
    }
    session.getBasicRemote().sendText(Chat.body(prompt));
    return texts.take();
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    opened.addMessageHandler(this);
  }

  @Override
  public void onMessage(String text) {
    texts.add(text);
  }

  @Override
  public void close() throws Exception {
    session.close();
  }
}
