package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.SessionScratch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of a session, what was found in it, and the context words it is known to hold. */
final class SessionText extends ScanText {
  private final ScanTables tables;
  private final Candidates candidates;
  private final Folding folding = new Folding();
  private final boolean[] seen;
  private final boolean[] keyed;
  private final @Nullable Object[] memory;
  private final KeyedValues values = new KeyedValues();
  private boolean folded;

  private int[] hitAt = new int[32];
  private int[] hitStart = new int[32];
  private int[] hitEnd = new int[32];
  private int[] hitWord = new int[32];
  private int hits;

  /** The end of the last report that was all but certain. */
  private int reach;

  /** The furthest end of any report, and how many there were. */
  private int lastReach;

  private int reports;

  SessionText(ScanTables tables, Candidates candidates) {
    this.tables = tables;
    this.candidates = candidates;
    this.seen = new boolean[tables.contexts];
    this.keyed = new boolean[tables.contexts];
    this.memory = new Object[tables.slots];
  }

  void begin(byte[] text, int begin, int end, String label) {
    show(text, begin, end);
    under(label);
    folded = false;
    folding.begin();
    lastReach = -1;
    reports = 0;
    Arrays.fill(seen, false);
    hits = 0;
    values.clear();
  }

  /** Forgets the text. */
  void end() {
    release();
    folding.trim();
  }

  /** Forgets what the texts taught, and their key. */
  void restart() {
    for (int i = 0; i < memory.length; i++) {
      Object kept = memory[i];
      if (kept instanceof int[]) {
        Arrays.fill((int[]) kept, 0);
      } else if (!(kept instanceof SessionScratch)) {
        memory[i] = null;
      }
    }
    clearKey();
    under("");
  }

  boolean isFolded() {
    return folded;
  }

  /** Tells whether the normalised view differs at a place. */
  boolean changesAt(int at) {
    return folding.changes(bytes(), from(), at, to());
  }

  /** Goes over to the normalised view; what stands before {@code at} is the same in both. */
  void fold(int at) {
    int begin = from();
    folding.fold(bytes(), begin, at, to());
    for (int i = 0; i < hits; i++) {
      hitAt[i] -= begin;
      hitStart[i] -= begin;
      hitEnd[i] -= begin;
    }
    show(folding.bytes(), 0, folding.length());
    lastReach -= begin;
    folded = true;
  }

  void hit(int at, int start, int end, int word) {
    if (hits == hitAt.length) {
      int size = hits * 2;
      hitAt = Arrays.copyOf(hitAt, size);
      hitStart = Arrays.copyOf(hitStart, size);
      hitEnd = Arrays.copyOf(hitEnd, size);
      hitWord = Arrays.copyOf(hitWord, size);
    }
    hitAt[hits] = at;
    hitStart[hits] = start;
    hitEnd[hits] = end;
    hitWord[hits++] = word;
    for (int context : tables.index.word(word).contexts) {
      seen[context] = true;
    }
  }

  /** Forgets the hits before a place. */
  void forget(int before) {
    int drop = firstHit(before);
    if (drop > 0) {
      hits -= drop;
      System.arraycopy(hitAt, drop, hitAt, 0, hits);
      System.arraycopy(hitStart, drop, hitStart, 0, hits);
      System.arraycopy(hitEnd, drop, hitEnd, 0, hits);
      System.arraycopy(hitWord, drop, hitWord, 0, hits);
    }
  }

  /** Forgets the hits at a place and behind it. */
  void forgetFrom(int from) {
    hits = firstHit(from);
  }

  /** Moves the hits on, to where the same text stands again. */
  void shiftHits(int by) {
    for (int i = 0; i < hits; i++) {
      hitAt[i] += by;
      hitStart[i] += by;
      hitEnd[i] += by;
    }
  }

  int reports() {
    return reports;
  }

  /** Returns the furthest end of what was reported. */
  int lastReach() {
    return lastReach;
  }

  void clearReach() {
    reach = -1;
  }

  int reach() {
    return reach;
  }

  void keyHit(int context) {
    keyed[context] = true;
  }

  void clearKey() {
    Arrays.fill(keyed, false);
  }

  private int firstHit(int at) {
    int low = 0;
    int high = hits;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hitAt[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean near(Context context, int start, int end, int before, int after) {
    return keyed[context.number()] || distance(context, start, end, before, after) >= 0;
  }

  @Override
  public boolean keyHas(Context context) {
    return keyed[context.number()];
  }

  @Override
  public boolean has(Context context) {
    return keyed[context.number()] || seen[context.number()];
  }

  /** Tells whether a word of a set stands in the text or in its key, by the set's number. */
  boolean has(int context) {
    return keyed[context] || seen[context];
  }

  @Override
  public int distance(Context context, int start, int end, int before, int after) {
    if (!seen[context.number()]) {
      return -1;
    }
    int best = -1;
    int low = start - before;
    int high = end + after;
    for (int i = firstHit(low); i < hits && hitAt[i] < high; i++) {
      int gap = -1;
      if (hitEnd[i] <= start && hitStart[i] >= low) {
        gap = start - hitEnd[i];
      } else if (hitStart[i] >= end && hitEnd[i] <= high) {
        gap = hitStart[i] - end;
      }
      if (gap >= 0 && (best < 0 || gap < best) && holds(hitWord[i], context.number())) {
        best = gap;
      }
    }
    return best;
  }

  private boolean holds(int word, int context) {
    for (int id : tables.index.word(word).contexts) {
      if (id == context) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void report(DataType type, int start, int end, int confidence) {
    report(type, start, end, confidence, 0);
  }

  @Override
  public void report(DataType type, int start, int end, int confidence, long features) {
    if (confidence < Confidence.FLOOR || start >= end || start < from() || end > to()) {
      return;
    }
    reports++;
    lastReach = Math.max(lastReach, end);
    if (confidence >= Confidence.STRONG) {
      reach = Math.max(reach, end);
    }
    if (folded) {
      candidates.add(type, folding.start(start), folding.end(end), confidence, features);
    } else {
      candidates.add(type, start, end, confidence, features);
    }
  }

  @Override
  public void value(String name, int start, int end) {
    if (start >= end || start < from() || end > to()) {
      return;
    }
    values.add(name, folded ? folding.start(start) : start, folded ? folding.end(end) : end);
  }

  /** Returns what is to be scanned as values of keys, in the original's places. */
  KeyedValues values() {
    return values;
  }

  @Override
  public @Nullable Object memory(int slot) {
    return memory[slot];
  }

  @Override
  public void memory(int slot, @Nullable Object value) {
    memory[slot] = value;
  }
}
