package dev.cordon.instrumentation.javawebsocket;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.jspecify.annotations.Nullable;

/** The WebSockets that are AI calls, from their handshake to their end. Thread-safe. */
final class Sockets {
  /** The client's name in reports. */
  static final String WHERE = "java-websocket";

  private static final Attached<WebSocket, GovernedSocket> GOVERNED = new Attached<>();

  /** Whether there was any: servers and other programs' clients ask for each message. */
  private static volatile boolean any;

  private Sockets() {}

  /** Tells whether this version puts messages together before it hands them on: from 1.3.5. */
  static boolean showsMessages() {
    try {
      WebSocketImpl.class.getMethod("getWebSocketListener");
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }

  /** Takes note of a handshake that is about to leave. */
  static void opening(WebSocket socket, Decision decision, boolean seen) {
    GOVERNED.put(socket, new GovernedSocket(decision, seen));
    any = true;
  }

  /** Returns what a WebSocket is governed by; null when it is none of ours. */
  static @Nullable GovernedSocket of(WebSocket socket) {
    return any ? GOVERNED.get(socket) : null;
  }

  /** Forgets a WebSocket. */
  static void closed(WebSocket socket) {
    GOVERNED.remove(socket);
  }
}
