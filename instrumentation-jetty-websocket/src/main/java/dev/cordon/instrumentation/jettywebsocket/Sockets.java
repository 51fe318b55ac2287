package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import org.jspecify.annotations.Nullable;

/** The WebSockets that are AI calls, from their handshake to their end. Thread-safe. */
final class Sockets {
  /** The client's name in reports. */
  static final String WHERE = "jetty-websocket";

  /** The handshakes whose answer a thread is looking at. */
  private static final Attached<Thread, Decision> OPENING = new Attached<>();

  private static final Attached<Object, GovernedSocket> GOVERNED = new Attached<>();

  /** Whether there was any: a server's WebSockets ask for each message. */
  private static volatile boolean any;

  private Sockets() {}

  /** Takes note of an answer that this thread looks at. */
  static void answered(Decision decision) {
    any = true;
    OPENING.put(Thread.currentThread(), decision);
  }

  /** Returns the handshake whose answer this thread looks at, and forgets it; null for none. */
  static @Nullable Decision accepted() {
    return any ? OPENING.remove(Thread.currentThread()) : null;
  }

  /** Takes note of a WebSocket, before anything may be sent. */
  static void governs(GovernedSocket governed, Object session, Object stack) {
    GOVERNED.put(session, governed);
    GOVERNED.put(stack, governed);
  }

  /** Returns what a session, or its extensions, are governed by; null when it is none of ours. */
  static @Nullable GovernedSocket of(Object part) {
    return any ? GOVERNED.get(part) : null;
  }
}
