package dev.cordon.engine.detect;

/**
 * Text that repeats itself. What no detector found in one repetition none finds in the next, as
 * long as all that a detector looks at is the same: {@value #BEHIND} bytes before its anchor,
 * {@value #AHEAD} behind it, and the rest of a run of characters.
 */
final class Repetition {
  /** How far detectors look ahead of their anchor, bytes. */
  static final int AHEAD = 512;

  /** How far detectors look back from their anchor, bytes. */
  static final int BEHIND = 256;

  /** How long a stretch must have been without a finding, beside one period, bytes. */
  static final int HELD = 256;

  /** The end of a repetition that is read all the same, bytes: the longest bounded secrets fit. */
  static final int TAIL = 1536;

  /** The longest period that is looked for, bytes. */
  private static final int LONGEST = 256;

  /**
   * Returns the period with which the text before a place repeats itself over a stretch that is
   * long enough to judge the rest by, or 0.
   */
  static int period(byte[] text, int from, int at) {
    int enough = AHEAD + HELD + BEHIND;
    int most = Math.min(LONGEST, (at - from - enough) / 2);
    for (int period = 1; period <= most; period++) {
      if (text[at - 1] == text[at - 1 - period]
          && text[at - 2] == text[at - 2 - period]
          && same(text, at - enough - period, at, period)) {
        return period;
      }
    }
    return 0;
  }

  private Repetition() {}

  private static boolean same(byte[] text, int from, int to, int period) {
    for (int i = to - 1; i >= from; i--) {
      if (text[i] != text[i - period]) {
        return false;
      }
    }
    return true;
  }

  /** Returns where the text no longer repeats itself. */
  static int end(byte[] text, int from, int to, int period) {
    int i = from;
    while (i < to && text[i] == text[i - period]) {
      i++;
    }
    return i;
  }
}
