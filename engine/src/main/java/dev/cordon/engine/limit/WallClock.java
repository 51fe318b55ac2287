package dev.cordon.engine.limit;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;

/**
 * The time of day as it was when this was made, going on with the JVM's own clock: an operator who
 * sets the clock, or a clock that goes backwards, gives nobody more or less than before. Immutable.
 */
class WallClock implements TimeMeter {
  private final long wall;
  private final LongSupplier nanos;
  private final long begun;

  /** Begins with the machine's time. */
  WallClock() {
    this(System.currentTimeMillis(), System::nanoTime);
  }

  /**
   * Begins with a time.
   *
   * @param wall milliseconds since the epoch
   * @param nanos goes on with each nanosecond, from anywhere
   */
  WallClock(long wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** Returns milliseconds since the epoch. */
  long millis() {
    return wall + (nanos.getAsLong() - begun) / 1_000_000;
  }

  @Override
  public long currentTimeNanos() {
    return wall * 1_000_000 + (nanos.getAsLong() - begun);
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
