package dev.cordon.engine.audit;

/**
 * How long each piece of a streamed answer took after the one before it: counts and sums in
 * buckets, so that a stream of any length takes the same space. Used by one thread at a time.
 *
 * <p>The bounds are those of the GenAI conventions' histograms in seconds, so that a histogram with
 * these buckets can be filled exactly.
 */
public final class ChunkTimes {
  /** The upper bounds but for the last bucket's, which has none: 10 ms doubled 13 times. */
  private static final long FIRST_BOUND_NANOS = 10_000_000;

  private static final int BUCKETS = 15;

  private final long[] counts = new long[BUCKETS];
  private final long[] sums = new long[BUCKETS];

  /** Makes one without pieces. */
  public ChunkTimes() {}

  /** Adds the time of one piece, in nanoseconds. */
  public void add(long nanos) {
    int bucket = 0;
    for (long bound = FIRST_BOUND_NANOS; bucket < BUCKETS - 1 && nanos > bound; bound <<= 1) {
      bucket++;
    }
    counts[bucket]++;
    sums[bucket] += Math.max(0, nanos);
  }

  /** Returns how many buckets there are. */
  public int buckets() {
    return BUCKETS;
  }

  /** Returns how many pieces fell into a bucket. */
  public long count(int bucket) {
    return counts[bucket];
  }

  /** Returns the mean of a bucket's pieces in nanoseconds; 0 when it has none. */
  public double mean(int bucket) {
    return counts[bucket] == 0 ? 0 : (double) sums[bucket] / counts[bucket];
  }
}
