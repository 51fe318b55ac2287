package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What detectors reported of one text, in the original's offsets. Where reports overlap the one
 * with the higher confidence wins, then the longer, then the type that was declared first; what
 * overlaps a winner is dropped, what overlaps only what was dropped stays.
 */
final class Candidates {
  private final ScanTables tables;
  private final boolean[] enabled;
  private Candidate[] list = new Candidate[0];
  private int size;

  Candidates(ScanTables tables, boolean[] enabled) {
    this.tables = tables;
    this.enabled = enabled;
  }

  void add(DataType type, int start, int end, int confidence) {
    add(type, start, end, confidence, 0);
  }

  void add(DataType type, int start, int end, int confidence, long features) {
    int order = tables.order(type);
    if (order < enabled.length && !enabled[order]) {
      return;
    }
    if (size == list.length) {
      list = Arrays.copyOf(list, Math.max(16, size * 2));
    }
    list[size++] = new Candidate(type, start, end, confidence, order, features);
  }

  /** Moves the winners over, ascending. */
  void drain(Findings into) {
    if (size == 0) {
      return;
    }
    Arrays.sort(list, 0, size, BY_PLACE);
    int first = 0;
    while (first < size) {
      int reach = list[first].end;
      int last = first + 1;
      while (last < size && list[last].start < reach) {
        reach = Math.max(reach, list[last++].end);
      }
      resolve(first, last, into);
      first = last;
    }
    Arrays.fill(list, 0, size, null);
    size = 0;
  }

  /** Decides among candidates that are connected by overlaps. */
  private void resolve(int first, int last, Findings into) {
    if (last - first == 1) {
      list[first].moveTo(into);
      return;
    }
    Candidate[] ranked = Arrays.copyOfRange(list, first, last);
    Arrays.sort(ranked, BY_RANK);
    Candidate[] kept = new Candidate[ranked.length];
    int count = 0;
    for (Candidate candidate : ranked) {
      int place = Arrays.binarySearch(kept, 0, count, candidate, BY_PLACE);
      if (place >= 0) {
        continue;
      }
      place = -place - 1;
      boolean free =
          (place == 0 || kept[place - 1].end <= candidate.start)
              && (place == count || candidate.end <= kept[place].start);
      if (free) {
        System.arraycopy(kept, place, kept, place + 1, count++ - place);
        kept[place] = candidate;
      }
    }
    for (int i = 0; i < count; i++) {
      kept[i].moveTo(into);
    }
  }

  private static final Comparator<Candidate> BY_PLACE =
      new Comparator<Candidate>() {
        @Override
        public int compare(Candidate a, Candidate b) {
          return a.start != b.start
              ? Integer.compare(a.start, b.start)
              : Integer.compare(a.end, b.end);
        }
      };

  private static final Comparator<Candidate> BY_RANK =
      new Comparator<Candidate>() {
        @Override
        public int compare(Candidate a, Candidate b) {
          if (a.confidence != b.confidence) {
            return Integer.compare(b.confidence, a.confidence);
          }
          int byLength = Integer.compare(b.end - b.start, a.end - a.start);
          if (byLength != 0) {
            return byLength;
          }
          return a.order != b.order ? Integer.compare(a.order, b.order) : BY_PLACE.compare(a, b);
        }
      };

  /** One report. */
  private static final class Candidate {
    final DataType type;
    final int start;
    final int end;
    final int confidence;
    final int order;
    final long features;

    Candidate(DataType type, int start, int end, int confidence, int order, long features) {
      this.type = type;
      this.start = start;
      this.end = end;
      this.confidence = confidence;
      this.order = order;
      this.features = features;
    }

    void moveTo(Findings into) {
      into.add(type, start, end, confidence, features);
    }
  }
}
