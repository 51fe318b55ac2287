package dev.cordon.engine.limit;

/** Counts what was used under one limit by one of those that are counted apart. Thread-safe. */
interface Meter {
  /** Was reserved. */
  long RESERVED = 0;

  /**
   * Reserves an amount, all of it or nothing.
   *
   * @param amount how much
   * @param holder who uses it; what is held only while somebody lives is given back afterwards
   * @return {@link #RESERVED}, or after how many seconds there may be enough, 1 at least
   */
  long reserve(long amount, Object holder);

  /**
   * Corrects a reservation.
   *
   * @param reserved what was reserved
   * @param used what was used; more is used up from what comes next
   * @param when when it was reserved, as {@link #now} told
   * @param holder who reserved it
   */
  void settle(long reserved, long used, long when, Object holder);

  /** Returns the period that it is in. */
  long now();

  /** Tells whether it is like a new one, so that it can be forgotten. */
  boolean isIdle();
}
