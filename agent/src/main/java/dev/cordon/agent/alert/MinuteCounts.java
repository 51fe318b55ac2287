package dev.cordon.agent.alert;

/** Calls a minute over the last hour. Not thread-safe. */
final class MinuteCounts {
  private static final int MINUTES = 61;

  /** Twenty calls in a minute after four are no news. */
  private static final int FEWEST = 20;

  /** Who called in fewer minutes of an hour has no habit. */
  private static final int FEWEST_MINUTES = 10;

  private final int[] counts = new int[MINUTES];
  private long minute = Long.MIN_VALUE;

  /** Counts a call; one that is older than the newest is counted with that. */
  void add(long millis) {
    long now = Math.max(minute, Math.floorDiv(millis, 60_000L));
    long passed = minute == Long.MIN_VALUE ? MINUTES : Math.min(MINUTES, now - minute);
    for (long i = 0; i < passed; i++) {
      counts[(int) Math.floorMod(now - i, (long) MINUTES)] = 0;
    }
    minute = now;
    counts[place(now)]++;
  }

  private static int place(long minute) {
    return (int) Math.floorMod(minute, (long) MINUTES);
  }

  /** Returns how many calls there were in the newest minute. */
  int now() {
    return counts[place(minute)];
  }

  /** Returns how many there were in the busiest of the sixty minutes before. */
  int most() {
    int most = 0;
    for (int i = 0; i < MINUTES; i++) {
      most = i == place(minute) ? most : Math.max(most, counts[i]);
    }
    return most;
  }

  /** Tells whether the newest minute is unusual. */
  boolean isSpike(int factor) {
    int minutes = 0;
    for (int i = 0; i < MINUTES; i++) {
      minutes += counts[i] > 0 && i != place(minute) ? 1 : 0;
    }
    return minutes >= FEWEST_MINUTES && now() >= FEWEST && now() >= (long) factor * most();
  }
}
