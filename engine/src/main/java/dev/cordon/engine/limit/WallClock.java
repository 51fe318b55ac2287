package dev.cordon.engine.limit;

import io.github.bucket4j.TimeMeter;

/**
 * The time of day as it was when this was made, going on with the JVM's own clock: an operator who
 * sets the clock, or a clock that goes backwards, gives nobody more or less than before. Immutable.
 */
class WallClock implements TimeMeter {
  private final long wall = System.currentTimeMillis();
  private final long begun = System.nanoTime();

  /** Returns milliseconds since the epoch. */
  long millis() {
    return wall + (System.nanoTime() - begun) / 1_000_000;
  }

  @Override
  public long currentTimeNanos() {
    return wall * 1_000_000 + (System.nanoTime() - begun);
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
