package dev.cordon.engine.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as detectors see it: UTF-8 in which digits of all scripts, full-width forms, dashes and
 * blanks have become their ASCII forms, and zero-width characters are gone. Places are indexes into
 * {@link #bytes()}; {@link #report} maps them back. Valid during a call; not thread-safe.
 */
public final class ScanText {
  /** How far before a value its context words are looked for, bytes. */
  public static final int BEFORE = 90;

  /** How far behind a value its context words are looked for, bytes. */
  public static final int AFTER = 50;

  private static final int CERTAIN = 90;
  private static final byte[] EMPTY = new byte[0];

  private final ScanTables tables;
  private final Candidates candidates;
  private final Folding folding = new Folding();
  private final boolean[] seen;
  private final boolean[] keyed;
  private final @Nullable Object[] memory;
  private byte[] bytes = EMPTY;
  private int from;
  private int to;
  private boolean folded;
  private int view;
  private String key = "";

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

  private final int[] memoStart = new int[CharRun.SETS];
  private final int[] memoEnd = new int[CharRun.SETS];

  ScanText(ScanTables tables, Candidates candidates) {
    this.tables = tables;
    this.candidates = candidates;
    this.seen = new boolean[tables.contexts];
    this.keyed = new boolean[tables.contexts];
    this.memory = new Object[tables.slots];
  }

  void begin(byte[] text, int begin, int end, String label) {
    bytes = text;
    from = begin;
    to = end;
    folded = false;
    view++;
    lastReach = -1;
    reports = 0;
    key = label;
    Arrays.fill(seen, false);
    Arrays.fill(memoEnd, -1);
    hits = 0;
  }

  /** Lets go of the text. */
  void end() {
    bytes = EMPTY;
    folding.trim();
  }

  boolean isFolded() {
    return folded;
  }

  /** Goes over to the normalised view; what stands before {@code at} is the same in both. */
  void fold(int at) {
    folding.fold(bytes, from, at, to);
    for (int i = 0; i < hits; i++) {
      hitAt[i] -= from;
      hitStart[i] -= from;
      hitEnd[i] -= from;
    }
    Arrays.fill(memoEnd, -1);
    bytes = folding.bytes();
    int begin = from;
    from = 0;
    to = folding.length();
    lastReach -= begin;
    folded = true;
    view++;
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
    for (int context : tables.index.keywords[word].contexts) {
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

  /** Returns the array that holds the text. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the text's first byte. */
  public int from() {
    return from;
  }

  /** Returns the byte after the text's last one. */
  public int to() {
    return to;
  }

  /** Returns the byte at a place as 0 to 255, or -1 outside the text. */
  public int at(int i) {
    return i >= from && i < to ? bytes[i] & 0xff : -1;
  }

  /**
   * Returns the end of the run of characters of a set. Remembered, so that asking again from
   * everywhere in a run costs nothing: use it for runs that have no short bound.
   *
   * @param set one of {@link CharRun}
   * @param start a place
   * @return the first place from {@code start} on whose byte is not in the set
   */
  public int runEnd(int set, int start) {
    if (start >= memoStart[set] && start <= memoEnd[set]) {
      return memoEnd[set];
    }
    int i = Math.max(start, from);
    while (i < to && CharRun.holds(set, bytes[i])) {
      i++;
    }
    memoStart[set] = start;
    memoEnd[set] = i;
    return i;
  }

  /**
   * Returns a number that changes with each text and each time its places change: what a session
   * remembers of places counts while it is the same.
   */
  public int view() {
    return view;
  }

  /** Returns the JSON key or label that the text stands under, empty when there is none. */
  public String key() {
    return key;
  }

  /**
   * Tells whether a word may begin at a place: no letter, digit or {@code _} stands before, or what
   * stands before is an escape such as {@code \n}.
   */
  public boolean beginsWord(int start) {
    int before = at(start - 1);
    return !Ascii.isWord(before)
        || ((before == 'n' || before == 't' || before == 'r') && at(start - 2) == '\\');
  }

  /** Tells whether a word may end at a place: no letter, digit or {@code _} stands there. */
  public boolean endsWord(int end) {
    return !Ascii.isWord(at(end));
  }

  /**
   * Tells whether a context word stands at most {@value #BEFORE} bytes before or {@value #AFTER}
   * bytes behind a span, or in the text's key.
   */
  public boolean near(Context context, int start, int end) {
    return near(context, start, end, BEFORE, AFTER);
  }

  /**
   * Tells whether a context word stands near a span, or in the text's key.
   *
   * @param context the words
   * @param start the span's first byte
   * @param end the byte after its last one
   * @param before how far before the span a word may begin, bytes
   * @param after how far behind the span a word may end, bytes
   */
  public boolean near(Context context, int start, int end, int before, int after) {
    return keyed[context.id] || distance(context, start, end, before, after) >= 0;
  }

  /** Tells whether a context word stands in the text's key. */
  public boolean keyHas(Context context) {
    return keyed[context.id];
  }

  /** Tells whether a context word stands anywhere in the text as far as it is known; cheap. */
  public boolean has(Context context) {
    return keyed[context.id] || seen[context.id];
  }

  /**
   * Returns how many bytes stand between a span and the nearest context word.
   *
   * @return the distance, or -1 if there is no word within the bounds
   */
  public int distance(Context context, int start, int end, int before, int after) {
    if (!seen[context.id]) {
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
      if (gap >= 0 && (best < 0 || gap < best) && holds(hitWord[i], context.id)) {
        best = gap;
      }
    }
    return best;
  }

  private boolean holds(int word, int context) {
    for (int id : tables.index.keywords[word].contexts) {
      if (id == context) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reports a finding. What is below {@link Scanners#FLOOR} is dropped.
   *
   * @param type the type
   * @param start the first byte
   * @param end the byte after the last one
   * @param confidence 1 to 100
   */
  public void report(DataType type, int start, int end, int confidence) {
    if (confidence < Scanners.FLOOR || start >= end || start < from || end > to) {
      return;
    }
    reports++;
    lastReach = Math.max(lastReach, end);
    if (confidence >= CERTAIN) {
      reach = Math.max(reach, end);
    }
    if (folded) {
      candidates.add(type, folding.start(start), folding.end(end), confidence);
    } else {
      candidates.add(type, start, end, confidence);
    }
  }

  /** Returns what a detector keeps for the session under a slot of {@link Registry#slot}. */
  public @Nullable Object memory(int slot) {
    return memory[slot];
  }

  /**
   * Returns numbers that a detector keeps for the session, such as a {@link #view} and a place in
   * it. They are 0 at first, which is no view.
   *
   * @param slot one of {@link Registry#slot}, for nothing else
   * @param count how many, always the same
   */
  public int[] numbers(int slot, int count) {
    Object kept = memory[slot];
    if (kept instanceof int[]) {
      return (int[]) kept;
    }
    int[] made = new int[count];
    memory[slot] = made;
    return made;
  }

  /** Keeps something for the session. */
  public void memory(int slot, @Nullable Object value) {
    memory[slot] = value;
  }
}
