package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets that are AI calls, from their handshake to their end: by the thread that opens
 * one, then by its session and its remote endpoint. Thread-safe.
 */
final class Sockets {
  /** The decisions about handshakes under way: a thread opens one after the other. */
  private static final Attached<Thread, Decision> OPENING = new Attached<>();

  private static final Attached<Object, GovernedSocket> GOVERNED = new Attached<>();

  /** Whether there was any: a server's WebSockets ask for each message. */
  private static volatile boolean any;

  private Sockets() {}

  /** Takes note of a handshake that is about to leave. */
  static void opening(Decision decision) {
    any = true;
    Decision before = OPENING.put(Thread.currentThread(), decision);
    if (before != null) {
      before.complete(); // a redirect, or a challenge: this one answers it
    }
  }

  /** Returns the handshake that this thread has under way, and forgets it; null for none. */
  static @Nullable Decision opened() {
    return any ? OPENING.remove(Thread.currentThread()) : null;
  }

  /** Takes note of a WebSocket that is open, before anything may be sent. */
  static void governs(GovernedSocket governed, Object session, Object remote) {
    GOVERNED.put(session, governed);
    GOVERNED.put(remote, governed);
  }

  /** Tells whether there was any. */
  static boolean any() {
    return any;
  }

  /** Returns what a session, or a remote endpoint, is governed by; null when it is none of ours. */
  static @Nullable GovernedSocket of(@Nullable Object part) {
    return any && part != null ? GOVERNED.get(part) : null;
  }
}
