package dev.cordon.instrumentation.tyrus;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import org.glassfish.tyrus.client.TyrusClientEngine;
import org.jspecify.annotations.Nullable;

/** The WebSockets that are AI calls, from their handshake to their end. Thread-safe. */
final class Sockets {
  /** The client's name in reports. */
  static final String WHERE = "tyrus";

  private static final Attached<TyrusClientEngine, Decision> OPENING = new Attached<>();

  /** The decisions about handshakes whose answer a thread is looking at. */
  private static final Attached<Thread, Decision> ANSWERED = new Attached<>();

  private static final Attached<Object, GovernedSocket> GOVERNED = new Attached<>();

  /** Whether there was any: a server's WebSockets ask for each message. */
  private static volatile boolean any;

  private Sockets() {}

  /** Takes note of a handshake that is about to leave. */
  static void opening(TyrusClientEngine engine, Decision decision) {
    any = true;
    OPENING.put(engine, decision);
  }

  /** Returns the handshake that was under way, and forgets it; null for none. */
  static @Nullable Decision opened(TyrusClientEngine engine) {
    return any ? OPENING.remove(engine) : null;
  }

  /** Takes note of an answer that this thread looks at. */
  static void answered(Decision decision) {
    ANSWERED.put(Thread.currentThread(), decision);
  }

  /** Returns the handshake whose answer this thread looks at, and forgets it; null for none. */
  static @Nullable Decision accepted() {
    return any ? ANSWERED.remove(Thread.currentThread()) : null;
  }

  /** Takes note of a WebSocket that is open, before anything may be sent. */
  static void governs(GovernedSocket governed, Object socket, Object protocol) {
    GOVERNED.put(socket, governed);
    GOVERNED.put(protocol, governed);
  }

  /** Tells whether there was any. */
  static boolean any() {
    return any;
  }

  /** Returns what a WebSocket, or its protocol, is governed by; null when it is none of ours. */
  static @Nullable GovernedSocket of(Object part) {
    return any ? GOVERNED.get(part) : null;
  }
}
