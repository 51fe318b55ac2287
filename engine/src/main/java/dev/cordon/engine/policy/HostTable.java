package dev.cordon.engine.policy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds host patterns by hash: one walk over the host from its end, a look into the table where a
 * pattern may begin. Allocates nothing. Thread-safe.
 */
final class HostTable {
  /** Names that are longer than a host's can be (RFC 1035, section 2.3.4) aren't kept. */
  private static final int LONGEST = 255;

  private final HostEntry[][] buckets;
  private final boolean isEmpty;

  /**
   * Hosts of the last requests that no pattern fits whatever the path, by their hash: an
   * application calls the same ones again. Threads may overwrite what others keep.
   */
  private final String[] others = new String[64];

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
    int slot = host.hashCode() & others.length - 1;
    if (isEmpty || host.equals(others[slot])) {
      return null;
    }
    HostEntry found = search(host, path);
    if (found == null && host.length() <= LONGEST && search(host, null) == null) {
      others[slot] = host;
    }
    return found;
  }

  /** Does the same; a path that is null fits each pattern. */
  private @Nullable HostEntry search(String host, @Nullable String path) {
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

  private @Nullable HostEntry at(String host, int at, int end, @Nullable String path, int hash) {
    HostEntry[] bucket = buckets[bucket(hash)];
    if (bucket != null) {
      for (HostEntry entry : bucket) {
        int length = entry.after.length();
        if (length == end - at
            && host.regionMatches(true, at, entry.after, 0, length)
            && entry.fitsBefore(host, at)
            && (path == null || entry.fitsPath(path))) {
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
