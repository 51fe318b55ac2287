package dev.cordon.engine.redact.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens on their way to Redis, so many at most: when it is full, further ones are dropped and
 * counted. Thread-safe.
 */
final class Outbox {
  /** A token and its value. */
  static final class Letter {
    final String token;
    final byte[] value;

    Letter(String token, byte[] value) {
      this.token = token;
      this.value = value;
    }
  }

  private final int most;
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private long dropped;

  Outbox(int most) {
    this.most = most;
  }

  synchronized boolean add(Letter letter) {
    if (letters.size() >= most) {
      dropped++;
      return false;
    }
    letters.add(letter);
    return true;
  }

  /** Returns the oldest letters, which stay until {@link #remove}. Called by one thread. */
  synchronized List<Letter> first(int count, int bytes) {
    List<Letter> batch = new ArrayList<>();
    int size = 0;
    for (Letter letter : letters) {
      size += letter.value.length;
      if (batch.size() == count || (size > bytes && !batch.isEmpty())) {
        break;
      }
      batch.add(letter);
    }
    return batch;
  }

  /** Removes the oldest letters: Redis has answered about them. */
  synchronized void remove(int count, int refused) {
    for (int i = 0; i < count; i++) {
      letters.poll();
    }
    dropped += refused;
    if (letters.isEmpty()) {
      notifyAll();
    }
  }

  synchronized void drop() {
    dropped++;
  }

  synchronized int size() {
    return letters.size();
  }

  /** Returns how many values were not shared since the JVM started. */
  synchronized long dropped() {
    return dropped;
  }

  /** Waits until everything was sent, but no longer than so many milliseconds. */
  synchronized void awaitEmpty(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!letters.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }
}
