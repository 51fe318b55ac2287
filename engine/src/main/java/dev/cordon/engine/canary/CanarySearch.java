package dev.cordon.engine.canary;

import java.util.Arrays;

/**
 * Finds canaries in texts: as they are, in another case, with anything between their letters,
 * written from the end, percent-encoded, and in base64 or hexadecimal digits, alone or within
 * something longer. One pass; the work a byte is constant. Not thread-safe.
 */
public final class CanarySearch {
  /**
   * What a spaced canary has between two letters, in bytes: a line's end and an indented bullet.
   */
  private static final int PLAIN_GAP = 16;

  /** What encoders put between digits, in bytes: a line's end, or an encoded hyphen. */
  private static final int CODED_GAP = 12;

  /** A run of digits that is shorter is a word, or the last line of something longer. */
  private static final int SHORTEST_RUN = 8;

  private static final int LINE_END = 6;

  private static final byte[] BASE64 =
      digits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  private static final byte[] HEX = digits("0123456789abcdef");

  static {
    BASE64['-'] = 62;
    BASE64['_'] = 63;
    for (char c = 'A'; c <= 'F'; c++) {
      HEX[c] = (byte) (c - 'A' + 10);
    }
  }

  private final Canaries canaries;
  private final CanaryLane plain = new CanaryLane(PLAIN_GAP);
  private final CanaryLane[] base64 = new CanaryLane[4];
  private final CanaryLane[] hex = new CanaryLane[2];

  private int found;
  private int from;
  private int hashed;

  // The last digit of base 64, and the run that it belongs to.
  private int sixBefore;
  private int sixAt;
  private int phase;
  private int runStart;
  private boolean isRead;
  private boolean wasLong;
  private CanaryHits hits = (kind, start, end) -> {};

  /** Makes a search. */
  public CanarySearch(Canaries canaries) {
    this.canaries = canaries;
    for (int i = 0; i < base64.length; i++) {
      base64[i] = new CanaryLane(CODED_GAP);
    }
    for (int i = 0; i < hex.length; i++) {
      hex[i] = new CanaryLane(CODED_GAP);
    }
  }

  /**
   * Finds the canaries of a text.
   *
   * @param text holds the text as UTF-8
   * @param start the text's first byte
   * @param to the byte after its last one so far
   * @param last whether nothing follows
   * @param receiver learns of each
   * @return where one may have begun that the text's next part goes on with; {@code to} for nowhere
   */
  public int find(byte[] text, int start, int to, boolean last, CanaryHits receiver) {
    hits = receiver;
    hashed = 0;
    from = start;
    found = start;
    restart();
    int fourBefore = -1;
    int fourAt = 0;
    int parity = 0;
    int percent = 0;
    int plainTo = last ? to : beforePercent(text, to);
    for (int p = start; p < to; p++) {
      int b = text[p] & 0xFF;
      if (percent > 0) {
        percent--;
      } else if (b == '%' && p + 2 < to && hex(text[p + 1]) >= 0 && hex(text[p + 2]) >= 0) {
        check(plain, plain.take(hex(text[p + 1]) << 4 | hex(text[p + 2]), p, p + 3));
        percent = 2;
      } else if (p < plainTo) {
        check(plain, plain.take(b, p, p + 1));
      }
      if (BASE64[b] >= 0) {
        digit(text, p, to, BASE64[b]);
      }
      int four = HEX[b];
      if (four >= 0) {
        if (fourBefore >= 0) {
          check(hex[parity], hex[parity].take(fourBefore << 4 | four, fourAt, p + 1));
        }
        parity ^= 1;
        fourBefore = four;
        fourAt = p;
      }
    }
    return last ? to : Math.max(found, Math.min(hold(text, to), plainTo));
  }

  /** Returns how often the last text looked like a canary, so that it was hashed. */
  int hashed() {
    return hashed;
  }

  /**
   * Takes a digit of base 64, unless it belongs to a word: those are shorter than what it codes.
   */
  private void digit(byte[] text, int p, int to, int six) {
    if (p > sixAt + 1 || sixBefore < 0) {
      boolean goesOn = isRead && p - sixAt <= LINE_END;
      int end = p + 1;
      while (end < to && end < p + SHORTEST_RUN && BASE64[text[end] & 0xFF] >= 0) {
        end++;
      }
      boolean isLong = end == p + SHORTEST_RUN || end == to;
      isRead = isLong || (goesOn && wasLong) || p == from;
      wasLong = isLong || p == from;
      runStart = p;
    }
    if (isRead) {
      for (int lane = 0; lane < 3 && sixBefore >= 0; lane++) {
        int decoded = (sixBefore << 6 | six) >> (4 - 2 * lane) & 0xFF;
        CanaryLane to64 = base64[(phase + lane) & 3];
        check(to64, to64.take(decoded, sixAt, p + 1));
      }
      phase = (phase + 3) & 3;
    }
    sixBefore = six;
    sixAt = p;
  }

  /** Returns where a percent sign stands of which it can't be told yet what it stands for. */
  private int beforePercent(byte[] text, int to) {
    int p = Math.max(from, to - 2);
    while (p < to && text[p] != '%') {
      p++;
    }
    return p;
  }

  private void restart() {
    sixBefore = -1;
    sixAt = from;
    phase = 0;
    runStart = from;
    isRead = false;
    wasLong = false;
    plain.begin();
    for (CanaryLane lane : base64) {
      lane.begin();
    }
    for (CanaryLane lane : hex) {
      lane.begin();
    }
  }

  /** Looks whether a canary ends where a window does. */
  private void check(CanaryLane lane, int bits) {
    if (bits < 0) {
      return;
    }
    boolean ends = canaries.ends.get(bits);
    for (int i = 0; ends && i < canaries.lengths.length; i++) {
      int length = canaries.lengths[i];
      boolean forward = canaries.last[i].get(bits);
      boolean backward = canaries.lastReversed[i].get(bits);
      if ((forward || backward) && length <= lane.size() && lane.start(length) >= found) {
        hashed++;
        CanaryKind kind = forward ? canaries.kind(lane.last(length, false)) : null;
        kind = kind == null && backward ? canaries.kind(lane.last(length, true)) : kind;
        if (kind != null) {
          int begin = lane.start(length);
          found = lane.end();
          hits.canary(kind, begin, found);
          return;
        }
      }
    }
  }

  /** Returns where the text's end has to wait for its next part. */
  private int hold(byte[] text, int to) {
    int hold = plain.begun(canaries, to);
    for (CanaryLane lane : base64) {
      hold = Math.min(hold, lane.begun(canaries, to));
    }
    for (CanaryLane lane : hex) {
      hold = Math.min(hold, lane.begun(canaries, to));
    }
    // What is not yet a byte: a digit.
    if (to == from || BASE64[text[to - 1] & 0xFF] < 0) {
      return hold;
    }
    return Math.min(hold, to - runStart < SHORTEST_RUN ? runStart : to - 1);
  }

  private static int hex(byte b) {
    return HEX[b & 0xFF];
  }

  private static byte[] digits(String digits) {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < digits.length(); i++) {
      values[digits.charAt(i)] = (byte) i;
    }
    return values;
  }
}
