package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spans of a text that are to be scanned as values of keys. Not thread-safe. */
final class KeyedValues {
  private final List<String> keys = new ArrayList<String>(0);
  private final Findings found = new Findings();
  private int[] bounds = new int[0];

  void add(String key, int start, int end) {
    int at = keys.size() * 2;
    if (at == bounds.length) {
      bounds = Arrays.copyOf(bounds, Math.max(32, at * 2));
    }
    bounds[at] = start;
    bounds[at + 1] = end;
    keys.add(key);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  void clear() {
    keys.clear();
  }

  /** Scans each span and adds what is found. */
  void scan(ScanSession session, byte[] bytes, Candidates into) {
    for (int i = 0; i < keys.size(); i++) {
      found.clear();
      session.scan(bytes, bounds[2 * i], bounds[2 * i + 1], keys.get(i), found);
      for (int k = 0; k < found.size(); k++) {
        into.add(
            found.type(k), found.start(k), found.end(k), found.confidence(k), found.features(k));
      }
    }
    keys.clear();
    found.clear();
  }
}
