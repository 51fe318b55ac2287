package dev.cordon.engine.limit;

/** Counts what was used under one limit by one of those that are counted apart. Thread-safe. */
interface Counter {
  /**
   * Reserves an amount, all of it or nothing.
   *
   * @param now the time, in milliseconds since the epoch
   * @return {@link Meter#RESERVED}, after how many seconds there may be enough, or {@link
   *     Reservation#NO_STORE}
   */
  long reserve(Held held, long now);

  /**
   * Corrects a reservation.
   *
   * @param used what was used; more is used up from what comes next
   * @param now the time, in milliseconds since the epoch
   */
  void settle(Held held, long used, long now);

  /** Tells whether it is like a new one, so that it can be forgotten. */
  boolean isIdle();

  /** Tells what is used. */
  LimitUse use();
}
