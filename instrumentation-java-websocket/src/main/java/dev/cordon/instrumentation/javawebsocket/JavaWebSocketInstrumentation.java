package dev.cordon.instrumentation.javawebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Java-WebSocket's clients, from 1.3.5; an older one's messages can't be seen whole.
 *
 * <p>What leaves is met where all frames of an open WebSocket pass, what comes where the client
 * hands on a message that its draft has put together. A WebSocket is known before its state says
 * that it is open: no thread finds a moment to send past us.
 */
public final class JavaWebSocketInstrumentation implements Instrumentation {
  private static final String SOCKET = "org.java_websocket.WebSocketImpl";
  private static final String CLIENT = "org.java_websocket.client.WebSocketClient";
  private static final String OPENING = "dev.cordon.instrumentation.javawebsocket.OpeningAdvice";
  private static final String MESSAGES = "dev.cordon.instrumentation.javawebsocket.MessageAdvice";

  /** Makes the description; it holds nothing. */
  public JavaWebSocketInstrumentation() {}

  @Override
  public String name() {
    return "java-websocket";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("org.java_websocket.client.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(CLIENT).method("connect", "()V").entry(OPENING, "onConnect"),
        Hook.on(SOCKET)
            .method("startHandshake", "(Lorg/java_websocket/handshake/ClientHandshakeBuilder;)V")
            .entry(OPENING, "onHandshake")
            .refusing("onHandshakeFault"),
        Hook.on(SOCKET)
            .method("open", "(Lorg/java_websocket/handshake/Handshakedata;)V")
            .entry(OPENING, "onOpen"),
        Hook.on(SOCKET)
            .method("send", "(Ljava/util/Collection;)V")
            .entry(MESSAGES, "onSend")
            .refusing("onSendFault"),
        Hook.on(CLIENT)
            .method("onWebsocketMessage", "(Lorg/java_websocket/WebSocket;Ljava/lang/String;)V")
            .entry(MESSAGES, "onText"),
        Hook.on(CLIENT)
            .method("onWebsocketMessage", "(Lorg/java_websocket/WebSocket;Ljava/nio/ByteBuffer;)V")
            .entry(MESSAGES, "onBinary"),
        Hook.on(CLIENT)
            .method("onWebsocketClose", "(Lorg/java_websocket/WebSocket;ILjava/lang/String;Z)V")
            .entry(MESSAGES, "onClose"));
  }
}
