package dev.cordon.engine.redact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens in this JVM's memory: at most so many, for so long, the least recently put
 * forgotten first. Thread-safe.
 */
public final class MemoryVault implements Vault {
  /** Stands for a token under which two values were put; no value is this array. */
  private static final byte[] AMBIGUOUS = {};

  private static final class Held {
    final byte[] value;
    final long nanoTime;

    Held(byte[] value, long nanoTime) {
      this.value = value;
      this.nanoTime = nanoTime;
    }
  }

  private final long nanosToLive;
  private final Map<String, Held> held;

  /**
   * Makes an empty vault.
   *
   * @param maxValues how many tokens it remembers at most
   * @param secondsToLive how long it remembers one, in seconds
   */
  public MemoryVault(int maxValues, long secondsToLive) {
    this.nanosToLive = secondsToLive * 1_000_000_000L;
    this.held =
        new LinkedHashMap<String, Held>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > maxValues || isOld(eldest.getValue(), System.nanoTime());
          }
        };
  }

  private boolean isOld(Held entry, long now) {
    return now - entry.nanoTime > nanosToLive;
  }

  @Override
  public synchronized void put(String token, byte[] value) {
    long now = System.nanoTime();
    Held before = held.remove(token); // so that it becomes the youngest
    boolean clash = before != null && !isOld(before, now) && !isOneValue(before.value, value);
    held.put(token, new Held(clash ? AMBIGUOUS : value, now));
  }

  /** Tells whether two values differ in case, blanks and punctuation only. */
  private static boolean isOneValue(byte[] a, byte[] b) {
    int i = 0;
    int j = 0;
    while (true) {
      while (i < a.length && isPunctuation(a[i])) {
        i++;
      }
      while (j < b.length && isPunctuation(b[j])) {
        j++;
      }
      if (i == a.length || j == b.length) {
        return i == a.length && j == b.length && a.length > 0 && b.length > 0;
      }
      if (Text.lower(a[i++]) != Text.lower(b[j++])) {
        return false;
      }
    }
  }

  private static boolean isPunctuation(byte b) {
    return b >= 0 && !Text.isAlphanumeric(b);
  }

  @Override
  public synchronized byte @Nullable [] get(String token) {
    Held entry = held.get(token);
    if (entry == null || entry.value.length == 0 || isOld(entry, System.nanoTime())) {
      return null;
    }
    return entry.value;
  }

  /**
   * Tells whether two values were put under a token that are not one in two spellings.
   *
   * @param token the token as issued
   */
  public synchronized boolean isAmbiguous(String token) {
    Held entry = held.get(token);
    return entry != null && entry.value.length == 0 && !isOld(entry, System.nanoTime());
  }

  /** Returns how many tokens it remembers. */
  public synchronized int size() {
    return held.size();
  }
}
