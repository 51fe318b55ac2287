package dev.cordon.engine.call;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The Exchanges whose request is on its way, found by the bytes that they forwarded. Held weakly:
 * an application that drops a call without ending it costs nothing. Thread-safe, without locks.
 */
final class OpenExchanges {
  /** A power of two. */
  private static final int CHAINS = 256;

  private static final int SAMPLES = 32;

  /** One of a chain that others may read; only its references fade. */
  private static final class Node {
    final WeakReference<EngineExchange> exchange;
    final byte[] body;
    final int hash;
    final @Nullable Node next;

    Node(WeakReference<EngineExchange> exchange, byte[] body, int hash, @Nullable Node next) {
      this.exchange = exchange;
      this.body = body;
      this.hash = hash;
      this.next = next;
    }
  }

  /** The first node of each chain, which is replaced as a whole. */
  private final AtomicReferenceArray<@Nullable Node> chains = new AtomicReferenceArray<>(CHAINS);

  OpenExchanges() {}

  void add(EngineExchange exchange, byte[] body) {
    int hash = hash(body);
    int chain = chain(hash);
    WeakReference<EngineExchange> held = new WeakReference<>(exchange);
    Node first;
    do {
      first = chains.get(chain);
    } while (!chains.compareAndSet(chain, first, new Node(held, body, hash, without(first, null))));
  }

  void remove(EngineExchange exchange, byte[] body) {
    int chain = chain(hash(body));
    Node first;
    do {
      first = chains.get(chain);
    } while (!chains.compareAndSet(chain, first, without(first, exchange)));
  }

  /** Returns a chain without an Exchange, and without those that nobody holds any more. */
  private static @Nullable Node without(@Nullable Node first, @Nullable EngineExchange exchange) {
    Node last = null;
    for (Node node = first; node != null; node = node.next) {
      last = isGone(node, exchange) ? node : last;
    }
    if (last == null) {
      return first;
    }
    Node kept = last.next; // what stands behind the last that goes is shared
    for (Node node = first; node != null && node != last; node = node.next) {
      if (!isGone(node, exchange)) {
        kept = new Node(node.exchange, node.body, node.hash, kept);
      }
    }
    return kept;
  }

  private static boolean isGone(Node node, @Nullable EngineExchange exchange) {
    EngineExchange held = node.exchange.get();
    return held == null || held == exchange;
  }

  /**
   * Finds the Exchange that forwarded a body; of several with equal bytes the one that was sent the
   * fewest times.
   *
   * @param library the asking layer's library, which no Exchange joins that it opened itself; null
   *     when not known
   */
  @Nullable EngineExchange find(byte[] body, @Nullable String library) {
    int hash = hash(body);
    EngineExchange found = null;
    for (Node node = chains.get(chain(hash)); node != null; node = node.next) {
      EngineExchange held = node.exchange.get();
      if (held != null
          && node.hash == hash
          && !held.isOwnedBy(library)
          && (found == null || held.attempts() < found.attempts())
          && (node.body == body || Arrays.equals(node.body, body))) {
        found = held;
      }
    }
    return found;
  }

  int size() {
    int size = 0;
    for (int i = 0; i < CHAINS; i++) {
      for (Node node = chains.get(i); node != null; node = node.next) {
        size += isGone(node, null) ? 0 : 1;
      }
    }
    return size;
  }

  private static int chain(int hash) {
    return (hash ^ (hash >>> 16)) & (CHAINS - 1);
  }

  private static int hash(byte[] body) {
    int hash = body.length;
    int step = Math.max(1, body.length / SAMPLES);
    for (int i = body.length - 1; i >= 0; i -= step) {
      hash = 31 * hash + body[i];
    }
    return hash;
  }
}
