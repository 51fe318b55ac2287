package dev.cordon.engine.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as detectors see it: UTF-8 in which digits of all scripts, full-width forms, dashes and
 * blanks have become their ASCII forms, and zero-width characters are gone. Places are indexes into
 * {@link #bytes()}; {@link #report} maps them back. Valid during a call; not thread-safe.
 */
public abstract class ScanText {
  /** How far before a value its context words are looked for, bytes. */
  public static final int BEFORE = 90;

  /** How far behind a value its context words are looked for, bytes. */
  public static final int AFTER = 50;

  /** How many bytes may stand between a label and its value: {@code " of the applicant is: "}. */
  private static final int LABEL = 26;

  /** So many values one label names. */
  private static final int ROW = 16;

  private static final byte[] EMPTY = new byte[0];

  private final int[] memoStart = new int[CharRun.SETS];
  private final int[] memoEnd = new int[CharRun.SETS];
  private byte[] bytes = EMPTY;
  private int from;
  private int to;
  private int view;
  private String key = "";

  /** For scanners. */
  protected ScanText() {}

  /**
   * Begins another view: the next text, or the same one with other places.
   *
   * @param text holds the text
   * @param begin its first byte
   * @param end the byte after its last one
   */
  protected final void show(byte[] text, int begin, int end) {
    bytes = text;
    from = begin;
    to = end;
    view++;
    Arrays.fill(memoEnd, -1);
  }

  /** Names the key that the next text stands under. */
  protected final void under(String label) {
    key = label;
  }

  /** Forgets the text's bytes. */
  protected final void release() {
    bytes = EMPTY;
  }

  /** Returns the array that holds the text. Not to be changed. */
  public final byte[] bytes() {
    return bytes;
  }

  /** Returns the text's first byte. */
  public final int from() {
    return from;
  }

  /** Returns the byte after the text's last one. */
  public final int to() {
    return to;
  }

  /** Returns the byte at a place as 0 to 255, or -1 outside the text. */
  public final int at(int i) {
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
  public final int runEnd(int set, int start) {
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
  public final int view() {
    return view;
  }

  /** Returns the JSON key or label that the text stands under, empty when there is none. */
  public final String key() {
    return key;
  }

  /**
   * Tells whether a word may begin at a place: no letter, digit or {@code _} stands before, or what
   * stands before is an escape such as {@code \n}.
   */
  public final boolean beginsWord(int start) {
    int before = at(start - 1);
    return !Ascii.isWord(before)
        || ((before == 'n' || before == 't' || before == 'r') && at(start - 2) == '\\');
  }

  /** Tells whether a word may end at a place: no letter, digit or {@code _} stands there. */
  public final boolean endsWord(int end) {
    return !Ascii.isWord(at(end));
  }

  /**
   * Tells whether a context word stands at most {@value #BEFORE} bytes before or {@value #AFTER}
   * bytes behind a span, or in the text's key.
   */
  public final boolean near(Context context, int start, int end) {
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
  public abstract boolean near(Context context, int start, int end, int before, int after);

  /**
   * Tells whether the text itself names what stands at a place: one of the words is in its key, or
   * stands right before in the same sentence, with at most a few words and no number between.
   *
   * @param context the words
   * @param start the first byte of what is named
   */
  public final boolean isLabelled(Context context, int start) {
    return keyHas(context) || names(context, start);
  }

  /**
   * Tells whether the text itself names a span, or the first one of the row of spans of its form
   * that it stands in; as {@link #isLabelled(Context, int)}.
   *
   * @param context the words
   * @param start the span's first byte
   * @param end the byte after its last one
   */
  public final boolean isLabelled(Context context, int start, int end) {
    boolean named = keyHas(context);
    int at = start;
    for (int values = 0; !named && at >= 0 && values < ROW; values++) {
      named = names(context, at);
      at = ValueRow.previous(this, at, at + end - start);
    }
    return named;
  }

  private boolean names(Context context, int start) {
    int gap = distance(context, start, start, BEFORE, 0);
    if (gap < 0 || gap > LABEL) {
      return false;
    }
    for (int i = start - gap; i < start; i++) {
      int b = at(i);
      boolean ends =
          (b == '!' || b == '?' || (b == '.' && !isShort(i, start - gap)))
              && Ascii.isBlank(at(i + 1))
              && i > start - gap;
      boolean line = b == '\n' && at(i - 1) != ':' && at(i - 1) != '\r';
      if (Ascii.isDigit(b) || b == ';' || b == ',' || b == '|' || ends || line) {
        return false;
      }
    }
    return true;
  }

  /** Tells the dot of {@code nr.} or {@code no.} from a sentence's end. */
  private boolean isShort(int dot, int from) {
    int begin = dot;
    while (begin > from && Ascii.isLetter(at(begin - 1))) {
      begin--;
    }
    return begin < dot && dot - begin <= 3 && Ascii.lower(at(begin)) == 'n';
  }

  /** Tells whether a context word stands in the text's key. */
  public abstract boolean keyHas(Context context);

  /** Tells whether a context word stands anywhere in the text as far as it is known; cheap. */
  public abstract boolean has(Context context);

  /**
   * Returns how many bytes stand between a span and the nearest context word.
   *
   * @return the distance, or -1 if there is no word within the bounds
   */
  public abstract int distance(Context context, int start, int end, int before, int after);

  /**
   * Reports a finding. What is below {@link Confidence#FLOOR} is dropped.
   *
   * @param type the type
   * @param start the first byte
   * @param end the byte after the last one
   * @param confidence 1 to 100
   */
  public abstract void report(DataType type, int start, int end, int confidence);

  /**
   * Reports a finding that a scorer has judged; as {@link #report(DataType, int, int, int)}.
   *
   * @param type the type
   * @param start the first byte
   * @param end the byte after the last one
   * @param confidence 1 to 100
   * @param features what holds for it, a bit each, to be explained
   */
  public abstract void report(DataType type, int start, int end, int confidence, long features);

  /**
   * Asks that a span be scanned once more as a text of its own under a key, as a table's cell is
   * under its column's name. What is found counts beside what detectors report.
   *
   * @param name the key
   * @param start the first byte
   * @param end the byte after the last one
   */
  public abstract void value(String name, int start, int end);

  /** Returns what a detector keeps for the session under a slot of {@link Registry#slot}. */
  public abstract @Nullable Object memory(int slot);

  /**
   * Returns numbers that a detector keeps for the session, such as a {@link #view} and a place in
   * it. They are 0 at first, which is no view.
   *
   * @param slot one of {@link Registry#slot}, for nothing else
   * @param count how many, always the same
   */
  public final int[] numbers(int slot, int count) {
    Object kept = memory(slot);
    if (kept instanceof int[]) {
      return (int[]) kept;
    }
    int[] made = new int[count];
    memory(slot, made);
    return made;
  }

  /** Keeps something for the session. */
  public abstract void memory(int slot, @Nullable Object value);
}
