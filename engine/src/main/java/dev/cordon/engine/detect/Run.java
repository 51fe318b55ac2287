package dev.cordon.engine.detect;

/**
 * A run of chunks: words of letters and digits of which at least one holds a digit, with short
 * separators between. Tokenised once and shown to all detectors of numbers. A chunk without a digit
 * belongs to a run only if it has at most four capitals. Ten or so single digits in a row with the
 * same separator ({@code 4 1 1 1 …}) are one chunk.
 *
 * <p>Valid during the call that receives it; not thread-safe.
 */
public final class Run {
  private static final int CAPACITY = 128;
  private static final int LOOK_BEHIND = 2;
  private static final int SPELLED = 8;
  private static final byte[] EMPTY = new byte[0];

  final int[] starts = new int[CAPACITY];
  final int[] ends = new int[CAPACITY];

  /** How many letters and digits a chunk has; more than fit a shape: {@code MAX_CHARS + 1}. */
  final int[] lengths = new int[CAPACITY];

  /** Bit i: character i of the chunk is a digit. */
  final long[] digits = new long[CAPACITY];

  /** The separator before the chunk: 0 for the first, blank, or the mark that the gap holds. */
  final byte[] gaps = new byte[CAPACITY];

  int size;

  /** Where to go on reading; the run is over when the text is read up to here. */
  int resume;

  /** Whether the run goes on after the chunks that are held. */
  boolean more;

  private final ScanText text;
  private byte[] bytes = EMPTY;
  private int limit;

  Run(ScanText text) {
    this.text = text;
  }

  /** Returns how many chunks there are. */
  public int size() {
    return size;
  }

  /** Returns the text that the run stands in. */
  public ScanText text() {
    return text;
  }

  /** Returns the first byte of a chunk. */
  public int start(int chunk) {
    return starts[chunk];
  }

  /** Returns the byte after the last one of a chunk. */
  public int end(int chunk) {
    return ends[chunk];
  }

  /** Returns how many letters and digits a chunk has; every length over 40 is given as 41. */
  public int length(int chunk) {
    return lengths[chunk];
  }

  /** Tells whether a chunk is digits only. */
  public boolean isNumber(int chunk) {
    int length = lengths[chunk];
    return length <= ShapeIndex.MAX_CHARS && digits[chunk] == (1L << length) - 1;
  }

  /**
   * Returns the separator before a chunk: 0 before the first, a blank for one or two blanks, or the
   * mark among {@code - . / _ ( )} that stands there with or without blanks.
   */
  public int gap(int chunk) {
    return gaps[chunk];
  }

  /** Reads the run around the digit at a place. */
  void read(int digit, int behind) {
    bytes = text.bytes();
    limit = text.to();
    int start = digit;
    while (start > behind
        && digit - start <= ShapeIndex.MAX_CHARS
        && Ascii.isAlnum(bytes[start - 1])) {
      start--;
    }
    size = 0;
    resume = start;
    lookBehind(start, behind);
    fill();
  }

  /** Adds up to two chunks of capitals that stand before. */
  private void lookBehind(int start, int behind) {
    int first = start;
    int found = 0;
    while (found < LOOK_BEHIND) {
      int end = gapBefore(first, behind);
      int word = end;
      while (word > behind && end - word < 5 && Ascii.isUpper(bytes[word - 1])) {
        word--;
      }
      if (end == first || word == end || end - word > 4 || boundByWord(word, behind)) {
        break;
      }
      first = word;
      found++;
    }
    if (found > 0) {
      int at = first;
      while (at < start) {
        at = chunk(at, size == 0 ? 0 : gaps[size]);
        int gap = gapEnd(at);
        gaps[size] = gapMark(at, gap);
        at = gap;
      }
      resume = at;
    }
  }

  private boolean boundByWord(int word, int behind) {
    return word > behind && Ascii.isAlnum(bytes[word - 1]);
  }

  private int gapBefore(int at, int behind) {
    int end = at;
    while (end > behind && at - end < 2 && isGap(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  /** Reads on until the run ends or the chunks are full. */
  void fill() {
    int at = resume;
    int gap = size == 0 ? 0 : gaps[size];
    more = false;
    while (true) {
      if (size == CAPACITY - 1) {
        more = true;
        resume = at;
        return;
      }
      int end = chunk(at, gap);
      resume = end;
      int next = gapEnd(end);
      if (next == end || next >= limit || !eligible(bytes, next, limit)) {
        return;
      }
      gap = gapMark(end, next);
      gaps[size] = (byte) gap;
      at = next;
    }
  }

  /**
   * Passes over what repeats itself behind the chunks that are held.
   *
   * @param quiet nothing was found since this place
   */
  void skip(int quiet) {
    int period = Repetition.period(bytes, quiet, resume);
    if (period == 0) {
      return;
    }
    int shift = Repetition.end(bytes, resume, limit, period) - resume - Repetition.AHEAD;
    shift -= shift % period;
    if (shift > 0) {
      for (int i = 0; i < size; i++) {
        starts[i] += shift;
        ends[i] += shift;
      }
      resume += shift;
    }
  }

  /** Keeps the last chunks, to go on behind them. */
  void shift(int keep) {
    int from = size - keep;
    System.arraycopy(starts, from, starts, 0, keep);
    System.arraycopy(ends, from, ends, 0, keep);
    System.arraycopy(lengths, from, lengths, 0, keep);
    System.arraycopy(digits, from, digits, 0, keep);
    System.arraycopy(gaps, from, gaps, 0, keep + 1);
    size = keep;
  }

  /** Adds the chunk that begins at a place. */
  private int chunk(int start, int gap) {
    int at = spelled(start);
    if (at < 0) {
      at = start;
      while (at < limit && Ascii.isAlnum(bytes[at])) {
        at++;
      }
    }
    long mask = 0;
    int length = 0;
    for (int i = start; i < at && length <= ShapeIndex.MAX_CHARS; i++) {
      int b = bytes[i];
      if (Ascii.isAlnum(b)) {
        mask |= Ascii.isDigit(b) ? 1L << length : 0;
        length++;
      }
    }
    starts[size] = start;
    ends[size] = at;
    lengths[size] = length;
    digits[size] = mask;
    gaps[size++] = (byte) gap;
    return at;
  }

  /** Returns the end of single digits in a row, or -1. */
  private int spelled(int start) {
    int at = start;
    int mark = 0;
    int count = 0;
    while (at < limit && Ascii.isDigit(bytes[at])) {
      count++;
      at++;
      if (at + 1 >= limit || !isGap(bytes[at]) || (mark != 0 && bytes[at] != mark)) {
        break;
      }
      mark = bytes[at];
      if (!Ascii.isDigit(bytes[at + 1]) || (at + 2 < limit && Ascii.isAlnum(bytes[at + 2]))) {
        break;
      }
      at++;
    }
    return count >= SPELLED && (at >= limit || !Ascii.isAlnum(bytes[at])) ? at : -1;
  }

  static boolean isGap(int b) {
    return b == ' ' || b == '-' || b == '.' || b == '/' || b == '_' || b == '(' || b == ')';
  }

  /** Tells whether a chunk may follow a gap that begins at a place. */
  static boolean goesOn(byte[] bytes, int gap, int limit) {
    int at = gap;
    while (at < limit && at - gap < 3 && isGap(bytes[at])) {
      at++;
    }
    return at < limit && eligible(bytes, at, limit);
  }

  /** Returns the end of the gap that begins at a place: at most three bytes, one mark. */
  private int gapEnd(int start) {
    int at = start;
    while (at < limit && at - start < 3 && isGap(bytes[at])) {
      at++;
    }
    return at;
  }

  private byte gapMark(int start, int end) {
    int mark = ' ';
    for (int i = start; i < end; i++) {
      if (bytes[i] != ' ') {
        mark = mark == ' ' ? bytes[i] : '(';
      }
    }
    return (byte) mark;
  }

  /**
   * Tells whether a chunk of this run begins at a place: it holds a digit or is short and upper
   * case.
   */
  private static boolean eligible(byte[] bytes, int at, int limit) {
    int i = at;
    boolean upper = true;
    while (i < limit && Ascii.isAlnum(bytes[i])) {
      if (Ascii.isDigit(bytes[i])) {
        return true;
      }
      upper &= Ascii.isUpper(bytes[i]);
      if (++i - at > ShapeIndex.MAX_CHARS) {
        return false;
      }
    }
    return i > at && i - at <= 4 && upper;
  }

  void forget() {
    bytes = EMPTY;
  }
}
