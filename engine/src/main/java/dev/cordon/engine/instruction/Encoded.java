package dev.cordon.engine.instruction;

import java.util.Arrays;

/**
 * Finds text that is written as base64 (RFC 4648), as hexadecimal digits, or with something between
 * its letters, and undoes it. Reusable; not thread-safe.
 */
final class Encoded {
  /** Shorter runs say too little. */
  static final int SHORTEST = 20;

  /** What is behind is not read: a command comes first or not at all. */
  static final int LONGEST = 8192;

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final byte[] NOTHING = {};

  private static final byte[] DIGITS = new byte[128];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int i = 0; i < BASE64.length(); i++) {
      DIGITS[BASE64.charAt(i)] = (byte) i;
    }
    DIGITS['-'] = 62;
    DIGITS['_'] = 63;
  }

  /** Where the run begins that was looked at last. */
  int from;

  /** Where it ends. */
  int to;

  /** What it stands for, if it is text. */
  byte[] text = NOTHING;

  /** How much of that there is. */
  int length;

  /**
   * Looks at the run without white space that a place is in.
   *
   * @param least nothing before is looked at
   * @return whether it is text in base64 or hexadecimal digits
   */
  boolean run(byte[] bytes, int least, int p, int limit) {
    from = p;
    while (from > least && digit(bytes[from - 1]) >= 0) {
      from--;
    }
    to = p;
    boolean hex = true;
    for (int i = from; i < p; i++) {
      hex &= hex(bytes[i]) >= 0;
    }
    while (to < limit && digit(bytes[to]) >= 0) {
      hex &= hex(bytes[to]) >= 0;
      to++;
    }
    if (to - from < SHORTEST) {
      return false;
    }
    int end = Math.min(to, from + LONGEST);
    return hex ? hexadecimal(bytes, from, end, 2) : base64(bytes, end);
  }

  private boolean base64(byte[] bytes, int end) {
    room((end - from) * 3 / 4 + 3);
    int all = 0;
    int held = 0;
    for (int i = from; i < end; i++) {
      all = all << 6 | digit(bytes[i]);
      held += 6;
      if (held >= 8) {
        held -= 8;
        text[length++] = (byte) (all >> held);
        if (length == 12 && !isText()) {
          return false;
        }
      }
    }
    return isText();
  }

  private boolean hexadecimal(byte[] bytes, int start, int end, int step) {
    room((end - start) / step + 1);
    for (int i = start; i + 1 < end; i += step) {
      text[length++] = (byte) (hex(bytes[i]) << 4 | hex(bytes[i + 1]));
      if (length == 8 && !isText()) {
        return false;
      }
    }
    return isText();
  }

  /**
   * Looks at a row of single letters, or of pairs of hexadecimal digits, with one character between
   * each, that a place is in.
   *
   * @return whether there is one; the text is what is left without what stands between
   */
  boolean row(byte[] bytes, int least, int p, int limit) {
    return letters(bytes, least, p, limit) || pairs(bytes, least, p, limit);
  }

  private boolean letters(byte[] bytes, int least, int p, int limit) {
    int at = isLetter(bytes[p]) ? p : p + 1;
    if (!isBetween(bytes, at, limit)) {
      return false;
    }
    from = at;
    while (from - 2 >= least && isBetween(bytes, from - 2, limit)) {
      from -= 2;
    }
    room(Math.min(LONGEST, limit - from));
    int i = from;
    byte between = bytes[from + 1];
    while (i < limit && isLetter(bytes[i])) { // to the row's end: it is looked at once
      put(bytes[i++]);
      if (i >= limit || isLetter(bytes[i]) || bytes[i] < 0) {
        break;
      }
      int gap = i;
      while (i < limit && i - gap < 4 && !isLetter(bytes[i]) && bytes[i] > 0) {
        i++;
      }
      if (i - gap > 1 || bytes[gap] != between) {
        put((byte) ' ');
      }
      if (i + 1 < limit && isLetter(bytes[i]) && isLetter(bytes[i + 1])) {
        break;
      }
    }
    to = i;
    return length >= SHORTEST / 2;
  }

  /** Adds to the text as long as there is room. */
  private void put(byte b) {
    if (length < text.length) {
      text[length++] = b;
    }
  }

  private static boolean isBetween(byte[] bytes, int at, int limit) {
    return at + 3 < limit
        && isLetter(bytes[at])
        && !isLetter(bytes[at + 1])
        && bytes[at + 1] > 0
        && isLetter(bytes[at + 2])
        && !isLetter(bytes[at + 3]);
  }

  private boolean pairs(byte[] bytes, int least, int p, int limit) {
    int at = p;
    while (at < limit && at < p + 3 && bytes[at] != ' ') {
      at++;
    }
    at++;
    from = at;
    while (from - 3 >= least && isPair(bytes, from - 3, limit)) {
      from -= 3;
    }
    to = from;
    while (isPair(bytes, to, limit)) {
      to += 3;
    }
    to = Math.min(to, limit);
    if (to - from < SHORTEST) {
      return false;
    }
    return hexadecimal(bytes, from, Math.min(to, from + LONGEST), 3);
  }

  private static boolean isPair(byte[] bytes, int at, int limit) {
    return at + 1 < limit
        && hex(bytes[at]) >= 0
        && hex(bytes[at + 1]) >= 0
        && (at + 2 == limit || (bytes[at + 2] <= ' ' && bytes[at + 2] > 0));
  }

  /** Forgets what was decoded. */
  void forget() {
    text = NOTHING;
    length = 0;
  }

  private void room(int most) {
    length = 0;
    if (text.length < most) {
      text = new byte[most];
    }
  }

  private boolean isText() {
    return isText(text, length);
  }

  /** Tells whether what was decoded is mostly letters and blanks. */
  static boolean isText(byte[] text, int length) {
    int words = 0;
    for (int i = 0; i < length; i++) {
      byte b = text[i];
      if (b >= 0 && b < ' ' && b != '\n' && b != '\t' && b != '\r') {
        return false;
      }
      words += isLetter(b) || b == ' ' || b < 0 ? 1 : 0;
    }
    return words * 10 >= length * 7;
  }

  private static int digit(byte b) {
    return b < 0 ? -1 : DIGITS[b];
  }

  private static int hex(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
