package dev.cordon.engine.redact.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens on their way to Redis, so many at most: when it is full, further ones are dropped and
 * counted. Thread-safe.
 */
final class Outbox {
  /** A name in Redis and a value that is added there. */
  static final class Entry {
    final byte[] name;
    final byte[] value;

    Entry(byte[] name, byte[] value) {
      this.name = name;
      this.value = value;
    }
  }

  private final int most;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long dropped;

  Outbox(int most) {
    this.most = most;
  }

  synchronized boolean add(Entry entry) {
    if (entries.size() >= most) {
      dropped++;
      return false;
    }
    entries.add(entry);
    return true;
  }

  /** Returns the oldest entries, which stay until {@link #remove}. Called by one thread. */
  synchronized List<Entry> first(int count, int bytes) {
    List<Entry> batch = new ArrayList<>();
    int size = 0;
    for (Entry entry : entries) {
      size += entry.value.length;
      if (batch.size() == count || (size > bytes && !batch.isEmpty())) {
        break;
      }
      batch.add(entry);
    }
    return batch;
  }

  /** Removes the oldest entries: Redis has answered about them. */
  synchronized void remove(int count, int refused) {
    for (int i = 0; i < count; i++) {
      entries.poll();
    }
    dropped += refused;
    if (entries.isEmpty()) {
      notifyAll();
    }
  }

  synchronized void drop() {
    dropped++;
  }

  synchronized int size() {
    return entries.size();
  }

  /** Returns how many values were not shared since the JVM started. */
  synchronized long dropped() {
    return dropped;
  }

  /** Waits until everything was sent, but no longer than so many milliseconds. */
  synchronized void awaitEmpty(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!entries.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }
}
