package dev.cordon.engine.call;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Exchanges whose request is on its way, found by the bytes that they forwarded. Held weakly:
 * an application that drops a call without ending it costs nothing. Thread-safe.
 */
final class OpenExchanges {
  private static final int BUCKETS = 256;
  private static final int SAMPLES = 32;

  private static final class Node {
    final WeakReference<EngineExchange> exchange;
    final byte[] body;
    final int hash;
    @Nullable Node next;

    Node(EngineExchange exchange, byte[] body, int hash, @Nullable Node next) {
      this.exchange = new WeakReference<>(exchange);
      this.body = body;
      this.hash = hash;
      this.next = next;
    }
  }

  /** The first node of a chain, and the chain's lock. */
  private static final class Bucket {
    @Nullable Node first;
  }

  private final Bucket[] buckets = new Bucket[BUCKETS];

  OpenExchanges() {
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = new Bucket();
    }
  }

  void add(EngineExchange exchange, byte[] body) {
    int hash = hash(body);
    Bucket bucket = bucket(hash);
    synchronized (bucket) {
      drop(bucket, null);
      bucket.first = new Node(exchange, body, hash, bucket.first);
    }
  }

  void remove(EngineExchange exchange, byte[] body) {
    Bucket bucket = bucket(hash(body));
    synchronized (bucket) {
      drop(bucket, exchange);
    }
  }

  /** Takes an Exchange out of a chain, and those that nobody holds any more. */
  private static void drop(Bucket bucket, @Nullable EngineExchange exchange) {
    Node kept = null;
    for (Node node = bucket.first; node != null; node = node.next) {
      EngineExchange held = node.exchange.get();
      if (held != null && held != exchange) {
        kept = node;
      } else if (kept == null) {
        bucket.first = node.next;
      } else {
        kept.next = node.next;
      }
    }
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
    Bucket bucket = bucket(hash);
    EngineExchange found = null;
    synchronized (bucket) {
      for (Node node = bucket.first; node != null; node = node.next) {
        EngineExchange held = node.exchange.get();
        if (held != null
            && node.hash == hash
            && !held.isOwnedBy(library)
            && (found == null || held.attempts() < found.attempts())
            && (node.body == body || Arrays.equals(node.body, body))) {
          found = held;
        }
      }
    }
    return found;
  }

  int size() {
    int size = 0;
    for (Bucket bucket : buckets) {
      synchronized (bucket) {
        drop(bucket, null);
        for (Node node = bucket.first; node != null; node = node.next) {
          size++;
        }
      }
    }
    return size;
  }

  private Bucket bucket(int hash) {
    return buckets[(hash ^ (hash >>> 16)) & (BUCKETS - 1)];
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
