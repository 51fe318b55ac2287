package dev.cordon.engine.wire;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pattern that a path ends like by hash: a look into the table for the path's last
 * characters, and one for those before each of its last segments that a pattern may leave open.
 * Allocates nothing. Immutable.
 */
final class PathTable {
  /** No more characters are hashed than any pattern has behind its last {@code *}. */
  private static final int LONGEST_TAIL = 8;

  private final List<PathPattern> patterns;
  private final int[][] buckets;
  private final int tail;
  private final int open;

  /**
   * Makes a table.
   *
   * @param patterns of two that a path ends like the first one counts
   */
  PathTable(List<PathPattern> patterns) {
    this.patterns = patterns;
    int shortest = LONGEST_TAIL;
    int most = 0;
    for (PathPattern pattern : patterns) {
      shortest = Math.min(shortest, pattern.tail());
      most = Math.max(most, pattern.open());
    }
    tail = shortest;
    open = most;
    buckets = new int[Integer.highestOneBit(Math.max(patterns.size(), 4)) * 4][];
    for (int i = 0; i < patterns.size(); i++) {
      PathPattern pattern = patterns.get(i);
      int bucket = bucket(pattern.method(), pattern.text(), pattern.closedEnd());
      int[] old = buckets[bucket];
      int[] grown = old == null ? new int[1] : Arrays.copyOf(old, old.length + 1);
      grown[grown.length - 1] = i;
      buckets[bucket] = grown;
    }
  }

  /** Returns the first pattern that {@code path[0, end)} ends like, or null. */
  @Nullable PathPattern find(String method, String path, int end) {
    int found = patterns.size();
    int at = end;
    for (int left = open; left >= 0 && at >= tail; left--) {
      int[] bucket = buckets[bucket(method, path, at)];
      for (int i = 0; bucket != null && i < bucket.length && bucket[i] < found; i++) {
        if (patterns.get(bucket[i]).matches(method, path, end)) {
          found = bucket[i];
        }
      }
      at = path.lastIndexOf('/', at - 1);
    }
    return found == patterns.size() ? null : patterns.get(found);
  }

  private int bucket(String method, String text, int end) {
    int hash = method.hashCode();
    for (int i = end - tail; i < end; i++) {
      hash = 31 * hash + PathPattern.lower(text.charAt(i));
    }
    return (hash ^ hash >>> 15) & buckets.length - 1;
  }
}
