package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;

/**
 * The addresses that were reported of a text last. One address is found by its street, its flat and
 * its code; what overlaps is one, from its first word to its last. Not thread-safe.
 */
final class AddressSpans {
  private static final int KEPT = 8;

  /** More speaks for an address than against it; without weights nothing does. */
  private static final int SURE = 51;

  private final int[] starts = new int[KEPT];
  private final int[] ends = new int[KEPT];
  private final int[] confidences = new int[KEPT];
  private final long[] features = new long[KEPT];
  private int view;
  private int size;

  /** Reports an address, together with those that it overlaps. */
  void report(ScanText text, DataType type, int start, int end, int confidence, long seen) {
    if (confidence < SURE) {
      text.report(type, start, end, confidence, seen);
      return;
    }
    if (view != text.view()) {
      view = text.view();
      size = 0;
    }
    int begin = start;
    int stop = end;
    int sure = confidence;
    long shown = seen;
    for (int i = 0; i < Math.min(size, KEPT); i++) {
      if (starts[i] < stop && begin < ends[i]) {
        boolean longer = ends[i] - starts[i] > end - start;
        boolean better = confidences[i] > sure || (confidences[i] == sure && longer);
        shown = better ? features[i] : shown;
        sure = Math.max(sure, confidences[i]);
        begin = Math.min(begin, starts[i]);
        stop = Math.max(stop, ends[i]);
      }
    }
    int at = size++ % KEPT;
    starts[at] = begin;
    ends[at] = stop;
    confidences[at] = sure;
    features[at] = shown;
    text.report(type, begin, stop, sure, shown);
  }
}
