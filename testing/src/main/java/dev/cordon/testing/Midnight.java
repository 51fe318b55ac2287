package dev.cordon.testing;

import java.time.Duration;

/**
 * For tests of what is counted by day or month on a clock that no test can set, such as a server's.
 * Stateless.
 */
public final class Midnight {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** More than such a test takes, and less than anything may take. */
  private static final long BEFORE = Duration.ofSeconds(100).toMillis();

  private Midnight() {}

  /** Waits until midnight (UTC) has passed, if it is near; returns at once else. */
  public static void passBy() {
    Await.until("midnight, UTC", () -> !isNear(System.currentTimeMillis()));
  }

  /**
   * Tells whether a day ends soon.
   *
   * @param millis milliseconds since the epoch
   */
  static boolean isNear(long millis) {
    return Math.floorMod(millis, DAY) >= DAY - BEFORE;
  }
}
