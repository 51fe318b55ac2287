package dev.cordon.engine.audit;

/** How much an answer holds beside texts, by kind. Used by one thread at a time. */
public final class MediaCounts {
  private final int[] counts = new int[MediaKind.values().length];
  private final long[] bytes = new long[counts.length];

  /** Makes empty counts. */
  MediaCounts() {}

  /**
   * Counts one.
   *
   * @param size its bytes, decoded; 0 where it lies elsewhere
   */
  void add(MediaKind kind, long size) {
    counts[kind.ordinal()]++;
    bytes[kind.ordinal()] += size;
  }

  /** Returns how many there are of a kind. */
  public int count(MediaKind kind) {
    return counts[kind.ordinal()];
  }

  /** Returns how many bytes those of a kind have together, decoded. */
  public long bytes(MediaKind kind) {
    return bytes[kind.ordinal()];
  }
}
