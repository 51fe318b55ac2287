package com.example.app;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that speaks through a client of the WebSocket API ({@code jakarta.websocket}). */
public final class Main {
  private static final int LARGE = 1 << 20;

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("socket", a -> socket(a[0], a[1])).serveAndExit();
  }

  /** Sends one text; returns what comes until it is closed. */
  private static String socket(String url, String text) throws Exception {
    Listener listener = new Listener();
    WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    container.setDefaultMaxTextMessageBufferSize(LARGE);
    ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
    Session session = container.connectToServer(listener, config, URI.create(url));
    session.getBasicRemote().sendText(text);
    return listener.result.get(30, TimeUnit.SECONDS);
  }

  private static final class Listener extends Endpoint implements MessageHandler.Whole<String> {
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private final StringBuffer texts = new StringBuffer();

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(this);
    }

    @Override
    public void onMessage(String message) {
      texts.append(message).append('\n');
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      result.complete(texts + "closed " + reason.getCloseCode().getCode());
    }

    @Override
    public void onError(Session session, Throwable failure) {
      result.completeExceptionally(failure);
    }
  }
}
