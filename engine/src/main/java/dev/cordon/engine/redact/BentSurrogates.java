package dev.cordon.engine.redact;

import java.util.Comparator;
import java.util.List;

/**
 * Surrogates in the order of what they begin with, so that those which may stand at a place are
 * found by halves and not one by one: a request may have thousands that begin alike. Immutable but
 * for the range that was found last.
 */
final class BentSurrogates {
  /** So few are compared one by one. */
  private static final int FEW = 4;

  private final boolean numbers;
  private final BentSurrogate[] sorted;
  private int low;
  private int high;

  BentSurrogates(boolean numbers, List<BentSurrogate> all) {
    this.numbers = numbers;
    all.sort(ORDER);
    this.sorted = all.toArray(new BentSurrogate[0]);
  }

  private static final Comparator<BentSurrogate> ORDER =
      (a, b) -> {
        int length = Math.min(a.keyLength(), b.keyLength());
        for (int i = 0; i < length; i++) {
          if (a.key(i) != b.key(i)) {
            return a.key(i) - b.key(i);
          }
        }
        return a.keyLength() - b.keyLength();
      };

  /** Looks for those that may stand at a place: {@link #low} to {@link #high}. */
  void look(byte[] text, int at, int to, boolean last) {
    low = 0;
    high = sorted.length;
    int p = at;
    int depth = 0;
    while (low < high) {
      narrow(depth++, Text.lower(text[p++]) & 0xff);
      boolean ends = high - low <= FEW || sorted[low].keyLength() == depth;
      if (ends || p == to) {
        return;
      }
      if (!Text.isAlphanumeric(text[p])) {
        int gap = numbers ? BentSurrogate.gap(true, text, p, to, last) : p;
        if (gap < 0) {
          return; // any of them, as far as can be told
        }
        if (gap == p || gap == to || !Text.isAlphanumeric(text[gap])) {
          high = low;
        }
        p = gap;
      }
    }
  }

  /** Keeps those with a byte at a place. */
  private void narrow(int depth, int b) {
    int end = high;
    low = firstNotBelow(low, end, depth, b);
    high = firstNotBelow(low, end, depth, b + 1);
  }

  private int firstNotBelow(int from, int to, int depth, int b) {
    int below = from;
    int above = to;
    while (below < above) {
      int middle = (below + above) >>> 1;
      if (sorted[middle].key(depth) < b) {
        below = middle + 1;
      } else {
        above = middle;
      }
    }
    return below;
  }

  int low() {
    return low;
  }

  int high() {
    return high;
  }

  BentSurrogate get(int index) {
    return sorted[index];
  }
}
