package dev.cordon.engine.policy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds host patterns by hash: one walk over the host from its end, a look into the table where a
 * pattern may begin. Allocates nothing. Immutable.
 */
final class HostTable {
  private final HostEntry[][] buckets;
  private final boolean isEmpty;

  HostTable(List<HostEntry> entries) {
    isEmpty = entries.isEmpty();
    buckets = new HostEntry[Integer.highestOneBit(Math.max(entries.size(), 4)) * 4][];
    for (HostEntry entry : entries) {
      int hash = 0;
      for (int i = entry.after.length() - 1; i >= 0; i--) {
        hash = 31 * hash + lower(entry.after.charAt(i));
      }
      int bucket = bucket(hash);
      HostEntry[] old = buckets[bucket];
      HostEntry[] grown = old == null ? new HostEntry[1] : Arrays.copyOf(old, old.length + 1);
      grown[grown.length - 1] = entry;
      buckets[bucket] = grown;
    }
  }

  /** Returns the longest pattern that host and path match, or null. */
  @Nullable HostEntry find(String host, String path) {
    if (isEmpty) {
      return null;
    }
    int end = host.length();
    if (end > 0 && host.charAt(end - 1) == '.') {
      end--;
    }
    HostEntry found = null;
    int hash = 0;
    for (int i = end - 1; i >= 0; i--) {
      char c = host.charAt(i);
      hash = 31 * hash + lower(c);
      if (c == '.' || c == '-' || i == 0) {
        HostEntry entry = at(host, i, end, path, hash);
        if (entry != null) {
          found = entry;
        }
      }
    }
    return found;
  }

  private @Nullable HostEntry at(String host, int at, int end, String path, int hash) {
    HostEntry[] bucket = buckets[bucket(hash)];
    if (bucket != null) {
      for (HostEntry entry : bucket) {
        int length = entry.after.length();
        if (length == end - at
            && host.regionMatches(true, at, entry.after, 0, length)
            && entry.fitsBefore(host, at)
            && entry.fitsPath(path)) {
          return entry;
        }
      }
    }
    return null;
  }

  private int bucket(int hash) {
    return (hash ^ hash >>> 15) & buckets.length - 1;
  }

  private static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
}
