package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Reach;

/**
 * Text that repeats itself. What no detector found in one repetition none finds in the next, as
 * long as all that a detector may look at ({@link Reach}) is the same, and the rest of a run of
 * characters.
 *
 * <p>Where a repetition ends is looked for once, however often it is asked for: a text that repeats
 * itself and holds findings costs each byte one comparison. Scratch of a session; not thread-safe.
 */
final class Repetition {
  /** How long a stretch must have been without a finding, beside one period, bytes. */
  static final int HELD = 256;

  /** The end of a repetition that is read all the same, bytes: the longest bounded secrets fit. */
  static final int TAIL = 1536;

  /** The longest period that is looked for, bytes. */
  private static final int LONGEST = 256;

  /** What the text before a place must repeat to judge the rest by it, bytes. */
  private static final int ENOUGH = Reach.MAX_AHEAD + HELD + Reach.MAX_BEHIND;

  /** The period of the stretch whose end is known. */
  private int period;

  /** Where the stretch ends; -1 if none is known. */
  private int end = -1;

  /** How many bytes were compared for the end of a stretch since the text began. */
  private long compared;

  /** Forgets what is known: another text begins, or the same one in another view. */
  void begin() {
    end = -1;
    compared = 0;
  }

  long compared() {
    return compared;
  }

  /**
   * Returns the period with which the text before a place repeats itself over a stretch that is
   * long enough to judge the rest by, or 0.
   */
  static int period(byte[] text, int from, int at) {
    int most = Math.min(LONGEST, (at - from - ENOUGH) / 2);
    if (most < 1) {
      return 0;
    }
    int last = 0;
    for (int i = at - 4; i < at; i++) {
      last = last << 8 | (text[i] & 0xff);
    }
    // The four bytes that stand a period before: hardly any are the same in another text.
    int four = last;
    for (int period = 1; period <= most; period++) {
      four = four >>> 8 | text[at - 4 - period] << 24;
      if (four == last && same(text, at - ENOUGH - period, at, period)) {
        return period;
      }
    }
    return 0;
  }

  private static boolean same(byte[] text, int from, int to, int period) {
    for (int i = to - 1; i >= from; i--) {
      if (text[i] != text[i - period]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns where the text no longer repeats itself. Asked for places that ascend.
   *
   * @param text holds the text
   * @param at a place before which it repeats itself
   * @param to the byte after its last one
   * @param length the period that {@link #period} returned for this place
   */
  int end(byte[] text, int at, int to, int length) {
    if (length != period || at >= end) {
      int i = at;
      while (i < to && text[i] == text[i - length]) {
        i++;
      }
      compared += i - at;
      period = length;
      end = i;
    }
    return end;
  }
}
