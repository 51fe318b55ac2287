package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.Reach;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;

/** Reads a run group by group; how far a group and a gap go is decided here. */
final class RunReader extends DigitRun {
  private static final int LOOK_BEHIND = 2;

  /** So many digits stand before an extension, and at most so many in it. */
  private static final int LEAST_BEFORE = 4;

  private static final int MOST_EXTENSION = 5;

  private static final int SPELLED = 8;
  private static final byte[] EMPTY = new byte[0];

  /** Where to go on reading; the run is over when the text is read up to here. */
  int resume;

  /** Whether the run goes on after the groups that are held. */
  boolean more;

  private byte[] bytes = EMPTY;
  private int limit;

  RunReader(ScanText text) {
    super(text);
  }

  /** Reads the run around the digit at a place. */
  void read(int digit, int behind) {
    bytes = text().bytes();
    limit = text().to();
    int start = digit;
    while (start > behind && digit - start <= Shape.MAX_CHARS && Ascii.isAlnum(bytes[start - 1])) {
      start--;
    }
    if (start < digit && start > behind && bytes[start - 1] == '\\' && isEscape(bytes[start])) {
      start++; // the letter of \\n belongs to no group
    }
    size = 0;
    resume = start;
    lookBehind(start, behind);
    fill();
  }

  private static boolean isEscape(int b) {
    return b == 'n' || b == 't' || b == 'r';
  }

  /** Adds up to two groups of capitals that stand before. */
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
        at = group(at, size == 0 ? 0 : gaps[size]);
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

  /** Reads on until the run ends or the groups are full. */
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
      int end = group(at, gap);
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
   * Passes over what repeats itself behind the groups that are held.
   *
   * @param repetition finds it
   * @param quiet nothing was found since this place
   */
  void skip(Repetition repetition, int quiet) {
    int period = Repetition.period(bytes, quiet, resume);
    if (period == 0) {
      return;
    }
    int shift = repetition.end(bytes, resume, limit, period) - resume - Reach.MAX_AHEAD;
    shift -= shift % period;
    if (shift > 0) {
      for (int i = 0; i < size; i++) {
        starts[i] += shift;
        ends[i] += shift;
      }
      resume += shift;
    }
  }

  /** Keeps the last groups, to go on behind them. */
  void shift(int keep) {
    int from = size - keep;
    System.arraycopy(starts, from, starts, 0, keep);
    System.arraycopy(ends, from, ends, 0, keep);
    System.arraycopy(lengths, from, lengths, 0, keep);
    System.arraycopy(digits, from, digits, 0, keep);
    System.arraycopy(gaps, from, gaps, 0, keep + 1);
    size = keep;
  }

  /** Adds the group that begins at a place. */
  private int group(int start, int gap) {
    int at = spelled(start);
    if (at < 0) {
      at = start;
      while (at < limit && Ascii.isAlnum(bytes[at]) && !isExtension(start, at)) {
        at++;
      }
    }
    long mask = 0;
    int length = 0;
    for (int i = start; i < at && length <= Shape.MAX_CHARS; i++) {
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

  /** Tells the {@code x204} of {@code 0188x204}: a phone's extension begins no group. */
  private boolean isExtension(int start, int at) {
    if ((bytes[at] | 0x20) != 'x' || at - start < LEAST_BEFORE) {
      return false;
    }
    for (int i = start; i < at; i++) {
      if (!Ascii.isDigit(bytes[i])) {
        return false;
      }
    }
    int end = at + 1;
    while (end < limit && Ascii.isDigit(bytes[end])) {
      end++;
    }
    int digits = end - at - 1;
    return digits >= 1 && digits <= MOST_EXTENSION && (end == limit || !Ascii.isWord(bytes[end]));
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

  /** Tells whether a group may follow a gap that begins at a place. */
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
   * Tells whether a group of this run begins at a place: it holds a digit or is short and upper
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
      if (++i - at > Shape.MAX_CHARS) {
        return false;
      }
    }
    return i > at && i - at <= 4 && upper;
  }

  void forget() {
    bytes = EMPTY;
  }
}
