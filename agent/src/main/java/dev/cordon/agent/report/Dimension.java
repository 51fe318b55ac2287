package dev.cordon.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tallies by name, with a bound: names that come after it is reached are counted together. Not
 * thread-safe.
 */
final class Dimension {
  static final String OTHERS = "(others)";
  private static final int MAX_NAMES = 5_000;

  private final Map<String, Tally> tallies = new HashMap<>();

  Tally of(String name) {
    Tally tally = tallies.get(name);
    if (tally == null) {
      String key = tallies.size() < MAX_NAMES ? name : OTHERS;
      tally = tallies.computeIfAbsent(key, k -> new Tally());
    }
    return tally;
  }

  /** Returns the names with most calls first. */
  List<Map.Entry<String, Tally>> largest(int count) {
    List<Map.Entry<String, Tally>> all = new ArrayList<>(tallies.entrySet());
    all.sort(
        (a, b) -> {
          int byCalls = Long.compare(b.getValue().calls, a.getValue().calls);
          return byCalls != 0 ? byCalls : a.getKey().compareTo(b.getKey());
        });
    return all.subList(0, Math.min(count, all.size()));
  }

  /** Returns the names that cost most first; none of which nothing is said. */
  List<Map.Entry<String, Tally>> costliest(int count) {
    List<Map.Entry<String, Tally>> all = new ArrayList<>();
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      if (entry.getValue().costNanos > 0 || entry.getValue().unpriced > 0) {
        all.add(entry);
      }
    }
    all.sort(
        (a, b) -> {
          int byCost = Long.compare(b.getValue().costNanos, a.getValue().costNanos);
          byCost =
              byCost != 0 ? byCost : Long.compare(b.getValue().unpriced, a.getValue().unpriced);
          return byCost != 0 ? byCost : a.getKey().compareTo(b.getKey());
        });
    return all.subList(0, Math.min(count, all.size()));
  }

  /** Returns the names first seen at or after a time, the newest last. */
  List<Map.Entry<String, Tally>> newSince(long time) {
    List<Map.Entry<String, Tally>> found = new ArrayList<>();
    for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
      if (entry.getValue().first >= time && !entry.getKey().startsWith("(")) {
        found.add(entry);
      }
    }
    found.sort((a, b) -> Long.compare(a.getValue().first, b.getValue().first));
    return found;
  }

  int size() {
    return tallies.size();
  }
}
