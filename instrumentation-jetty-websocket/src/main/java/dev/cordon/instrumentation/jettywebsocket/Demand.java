package dev.cordon.instrumentation.jettywebsocket;

import java.lang.ref.WeakReference;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of how many frames whoever is handed them asked for, where one that comes becomes
 * two, or none: nobody is handed a frame that he didn't ask for. Keeps no session alive.
 * Thread-safe.
 */
final class Demand {
  /** How the network is asked. */
  interface Network {
    /**
     * Asks for frames.
     *
     * @param extensions the session's
     * @param frames how many
     */
    void ask(Object extensions, long frames);
  }

  private final WeakReference<Object> extensions;
  private volatile @Nullable Network network;

  private final Queue<Entry> waiting = new ArrayDeque<>();

  /** How many frames were asked for, and not handed on yet. */
  private long wanted;

  /** How many of them the network was asked for, and hasn't given. */
  private long asked;

  private boolean handing;

  /**
   * Makes one.
   *
   * @param extensions the session's, which the network is asked through
   */
  Demand(Object extensions) {
    this.extensions = new WeakReference<>(extensions);
  }

  /** A frame, and what hears that it was handled. */
  private static final class Entry {
    private final Frame frame;
    private final Callback callback;
    private final IncomingFrames to;

    Entry(Frame frame, Callback callback, IncomingFrames to) {
      this.frame = frame;
      this.callback = callback;
      this.to = to;
    }
  }

  /**
   * Takes a demand.
   *
   * @param frames how many
   * @param ask asks the network for them; refers to no session
   */
  void demand(long frames, Network ask) {
    network = ask;
    synchronized (this) {
      wanted = sum(wanted, frames);
    }
    settle();
  }

  /** Takes note that a frame came. It was asked for unless all that comes is taken, at the end. */
  synchronized void came() {
    if (asked > 0) {
      asked--;
    } else {
      wanted = sum(wanted, 1);
    }
  }

  /** Adds a frame to those that wait to be handed on. */
  synchronized void add(Frame frame, Callback callback, IncomingFrames to) {
    waiting.add(new Entry(frame, callback, to));
  }

  /** Hands on what waits and is wanted, then asks for the rest. */
  void settle() {
    while (true) {
      Entry next = null;
      long missing = 0;
      synchronized (this) {
        if (wanted > 0 && !waiting.isEmpty()) {
          if (handing) {
            return; // by whoever hands the one before it on
          }
          next = waiting.remove();
          wanted--;
          handing = !waiting.isEmpty();
        } else {
          missing = wanted - asked;
          asked = Math.max(asked, wanted);
        }
      }
      if (next == null) {
        ask(missing);
        return;
      }
      hand(next);
    }
  }

  private void ask(long missing) {
    Network ask = network;
    Object through = extensions.get();
    if (missing > 0 && ask != null && through != null) {
      ask.ask(through, missing);
    }
  }

  private void hand(Entry next) {
    try {
      next.to.onFrame(next.frame, next.callback);
    } finally {
      synchronized (this) {
        handing = false;
      }
    }
  }

  /** Lets go of what nobody will be handed. */
  void end() {
    Entry next;
    do {
      synchronized (this) {
        next = waiting.poll();
      }
      if (next != null) {
        next.callback.failed(new ClosedChannelException());
      }
    } while (next != null);
  }

  private static long sum(long some, long more) {
    long sum = some + more;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
