package dev.cordon.agent.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by time and by names: what the timeline and the incident view are drawn from. When there
 * are too many cells, time becomes coarser: minutes, hours, days, weeks. Not thread-safe.
 */
final class Cells {
  private static final long[] STEPS = {60_000L, 3_600_000L, 86_400_000L, 7 * 86_400_000L};

  private final int maxCells;
  private Map<Key, long[]> counts = new HashMap<>();
  private int step;

  Cells(int maxCells) {
    this.maxCells = maxCells;
  }

  /** A time and names. */
  static final class Key {
    final long bucket;
    final String vendor;
    final String service;
    final String dataClass;

    Key(long bucket, String vendor, String service, String dataClass) {
      this.bucket = bucket;
      this.vendor = vendor;
      this.service = service;
      this.dataClass = dataClass;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Key)) {
        return false;
      }
      Key that = (Key) other;
      return bucket == that.bucket
          && vendor.equals(that.vendor)
          && service.equals(that.service)
          && dataClass.equals(that.dataClass);
    }

    @Override
    public int hashCode() {
      int names = (vendor.hashCode() * 31 + service.hashCode()) * 31 + dataClass.hashCode();
      return names * 31 + Long.hashCode(bucket);
    }
  }

  /**
   * Adds to the counts of a cell: calls, protected findings, exposed findings; or of one about
   * money calls, billionths of a dollar and nothing.
   */
  void add(
      long time,
      String vendor,
      String service,
      String dataClass,
      long calls,
      long safe,
      long exposed) {
    while (counts.size() >= maxCells && step + 1 < STEPS.length) {
      coarsen();
    }
    Key key = new Key(Math.floorDiv(time, STEPS[step]), vendor, service, dataClass);
    if (counts.size() >= maxCells && !counts.containsKey(key)) {
      key = new Key(key.bucket, vendor, Dimension.OTHERS, dataClass);
    }
    add(counts, key, calls, safe, exposed);
  }

  /** Makes time coarser until at most {@code buckets} different times are left. */
  void coarsenTo(int buckets) {
    while (step + 1 < STEPS.length && span() > buckets) {
      coarsen();
    }
  }

  private long span() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Key key : counts.keySet()) {
      first = Math.min(first, key.bucket);
      last = Math.max(last, key.bucket);
    }
    return counts.isEmpty() ? 0 : last - first + 1;
  }

  private void coarsen() {
    long factor = STEPS[step + 1] / STEPS[step];
    step++;
    Map<Key, long[]> coarser = new HashMap<>();
    for (Map.Entry<Key, long[]> cell : counts.entrySet()) {
      Key fine = cell.getKey();
      long[] count = cell.getValue();
      long bucket = Math.floorDiv(fine.bucket, factor);
      Key key = new Key(bucket, fine.vendor, fine.service, fine.dataClass);
      add(coarser, key, count[0], count[1], count[2]);
    }
    counts = coarser;
  }

  private static void add(Map<Key, long[]> counts, Key key, long calls, long safe, long exposed) {
    long[] count = counts.get(key);
    if (count == null) {
      count = new long[3];
      counts.put(key, count);
    }
    count[0] += calls;
    count[1] += safe;
    count[2] += exposed;
  }

  /** Returns the length of a bucket in milliseconds. */
  long stepMillis() {
    return STEPS[step];
  }

  /** Returns the cells in order of time. */
  List<Map.Entry<Key, long[]>> inOrder() {
    List<Map.Entry<Key, long[]>> all = new ArrayList<>(counts.entrySet());
    all.sort((a, b) -> Long.compare(a.getKey().bucket, b.getKey().bucket));
    return all;
  }
}
