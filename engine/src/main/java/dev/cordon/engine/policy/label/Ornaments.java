package dev.cordon.engine.policy.label;

/**
 * Tells characters of words from those that only stand around them, such as {@code ═══}, {@code 【},
 * {@code «}, a lock, a space of any kind or a byte order mark. Malformed UTF-8 is taken for a word.
 */
final class Ornaments {
  private static final int VARIATION_FIRST = 0xFE00;
  private static final int VARIATION_LAST = 0xFE0F;

  private Ornaments() {}

  /** Returns how long the ornament at a place is; 0 when there is none. */
  static int lengthAt(byte[] text, int at, int to) {
    if (text[at] >= 0) {
      return Phrases.isWord(text[at]) ? 0 : 1;
    }
    int length = length(text[at]);
    return length > 1 && at + length <= to && isOrnament(codePoint(text, at, length)) ? length : 0;
  }

  /** Returns how long the ornament before a place is; 0 when there is none. */
  static int lengthBefore(byte[] text, int from, int at) {
    int begin = at - 1;
    while (begin > from && at - begin < 4 && (text[begin] & 0xC0) == 0x80) {
      begin--;
    }
    return lengthAt(text, begin, at) == at - begin ? at - begin : 0;
  }

  /** Tells whether a word goes on at a place. */
  static boolean isWordAt(byte[] text, int at, int to) {
    return at < to && lengthAt(text, at, to) == 0;
  }

  /** Tells whether a word may begin at a place: nothing or an ornament stands before it. */
  static boolean isWordStart(byte[] text, int from, int at) {
    return at == from || lengthBefore(text, from, at) > 0;
  }

  private static int length(byte first) {
    int bits = first & 0xFF;
    return bits >= 0xF0 ? 4 : bits >= 0xE0 ? 3 : bits >= 0xC2 ? 2 : 1;
  }

  private static int codePoint(byte[] text, int at, int length) {
    int point = text[at] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      if ((text[at + i] & 0xC0) != 0x80) {
        return 'x';
      }
      point = point << 6 | (text[at + i] & 0x3F);
    }
    return point;
  }

  private static boolean isOrnament(int point) {
    if (point >= VARIATION_FIRST && point <= VARIATION_LAST) {
      return true; // of an emoji
    }
    switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK:
      case Character.COMBINING_SPACING_MARK:
      case Character.ENCLOSING_MARK:
        return false;
      default:
        return !Character.isLetterOrDigit(point);
    }
  }
}
