package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets that are AI calls, from their handshake to their end: by the thread that opens
 * one, then by its session and its remote endpoint. Thread-safe.
 */
final class Sockets {
  /** The handshakes under way. */
  private static final Attached<Thread, Opening> OPENING = new Attached<>();

  private static final Attached<Object, GovernedSocket> GOVERNED = new Attached<>();

  /** Whether there was any: a server's WebSockets ask for each message. */
  private static volatile boolean any;

  private Sockets() {}

  /** Takes note that this thread begins to connect, perhaps while it connects another WebSocket. */
  static void connecting() {
    Thread thread = Thread.currentThread();
    OPENING.put(thread, new Opening(OPENING.get(thread)));
  }

  /** Returns the handshake that came to nothing, now that this thread has connected or failed. */
  static @Nullable Decision connected() {
    Opening opening = OPENING.remove(Thread.currentThread());
    if (opening == null) {
      return null;
    }
    if (opening.outer != null) {
      OPENING.put(Thread.currentThread(), opening.outer);
    }
    return opening.decision;
  }

  /** Takes note of a handshake that is about to leave. */
  static void opening(Decision decision) {
    any = true;
    Thread thread = Thread.currentThread();
    Opening opening = OPENING.get(thread);
    if (opening == null) {
      opening = new Opening(null);
      OPENING.put(thread, opening);
    }
    Decision before = opening.decision;
    opening.decision = decision;
    if (before != null) {
      before.complete(); // a redirect, or a challenge: this one answers it
    }
  }

  /** Returns the handshake that this thread has under way, and forgets it; null for none. */
  static @Nullable Decision opened() {
    Opening opening = any ? OPENING.get(Thread.currentThread()) : null;
    if (opening == null) {
      return null;
    }
    Decision decision = opening.decision;
    opening.decision = null;
    return decision;
  }

  /** What a thread connects; the client's callbacks may connect another one before it is done. */
  private static final class Opening {
    private final @Nullable Opening outer;
    private @Nullable Decision decision;

    Opening(@Nullable Opening outer) {
      this.outer = outer;
    }
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
