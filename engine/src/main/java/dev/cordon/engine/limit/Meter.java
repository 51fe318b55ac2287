package dev.cordon.engine.limit;

/**
 * Counts what was used under one limit by one of those that are counted apart. Is told the time, in
 * milliseconds since the epoch, so that a call with many limits reads the clock once; a time before
 * one that it was told already counts like that one. Thread-safe.
 */
interface Meter {
  /** Was reserved. */
  long RESERVED = 0;

  /**
   * Reserves an amount, all of it or nothing, and notes in which period.
   *
   * @return {@link #RESERVED}, or after how many seconds there may be enough, 1 at least
   */
  long reserve(Held held, long now);

  /** Counts an amount that was granted elsewhere, though it may be too much. */
  void take(Held held, long now);

  /**
   * Corrects a reservation.
   *
   * @param used what was used; more is used up from what comes next
   */
  void settle(Held held, long used, long now);

  /** Returns what is used. */
  long used(long now);

  /** Returns after how many seconds there is more, 0 when that is not by time. */
  long secondsToRefill(long now);

  /** Tells whether it is like a new one, so that it can be forgotten. */
  boolean isIdle(long now);
}
