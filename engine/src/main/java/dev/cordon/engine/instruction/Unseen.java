package dev.cordon.engine.instruction;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads text that is written in characters that show nothing: Unicode's tag characters, variation
 * selectors that stand for bytes, and characters without width that stand for bits. Reusable; not
 * thread-safe.
 *
 * <p>Sources: Unicode 16, section 23.9 (tag characters) and 23.4 (variation selectors); a selector
 * stands for the byte of its number, the first one for 0.
 */
final class Unseen {
  /** Shorter runs say too little. */
  private static final int SHORTEST = 10;

  private static final int NONE = -1;

  /** Where the run begins that was looked at last. */
  int from;

  /** Where it ends. */
  int to;

  /**
   * Tells whether a character at a place may show nothing. Asked for every sixteenth byte of
   * scripts beyond ASCII.
   */
  static boolean mayBe(byte[] bytes, int p, int limit) {
    int end = Math.min(p + 4, limit - 2);
    for (int i = p; i < end; i++) {
      if (width(bytes, i, limit) > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the run that a place is in.
   *
   * @param least nothing before is looked at
   * @return what it says, or null when it is no text
   */
  byte @Nullable [] read(byte[] bytes, int least, int p, int limit) {
    int at = p;
    while (at < limit && width(bytes, at, limit) == 0) {
      at++;
    }
    from = at;
    for (int before = before(bytes, from, least, limit);
        before < from;
        before = before(bytes, from, least, limit)) {
      from = before;
    }
    to = at;
    for (int width = width(bytes, to, limit); width > 0; width = width(bytes, to, limit)) {
      to += width;
    }
    byte[] text = new byte[Math.min(Encoded.LONGEST, (to - from) / 3)];
    int length = letters(bytes, text);
    if (length < SHORTEST) {
      length = bits(bytes, text);
    }
    return length < SHORTEST ? null : Arrays.copyOf(text, length);
  }

  /** Returns where the character before a place begins if it shows nothing, or the place. */
  private static int before(byte[] bytes, int at, int least, int limit) {
    for (int length = 3; length <= 4; length++) {
      if (at - length >= least && width(bytes, at - length, limit) == length) {
        return at - length;
      }
    }
    return at;
  }

  /** Returns how many bytes a character has that shows nothing, or 0. */
  private static int width(byte[] bytes, int p, int limit) {
    if (p + 2 >= limit) {
      return 0;
    }
    int second = bytes[p + 1] & 0xFF;
    int third = bytes[p + 2] & 0xFF;
    switch (bytes[p] & 0xFF) {
      case 0xF3:
        return p + 3 < limit && second == 0xA0 && third >= 0x80 && third <= 0x87 ? 4 : 0;
      case 0xEF:
        return (second == 0xB8 && third <= 0x8F) || (second == 0xBB && third == 0xBF) ? 3 : 0;
      case 0xE2:
        return (second == 0x80 && third >= 0x8B && third <= 0x8D)
                || (second == 0x81 && third >= 0xA0 && third <= 0xA4)
            ? 3
            : 0;
      default:
        return 0;
    }
  }

  /** Reads tags and selectors as the bytes that they stand for. */
  private int letters(byte[] bytes, byte[] text) {
    int length = 0;
    for (int i = from; i < to && length < text.length; i += width(bytes, i, to)) {
      int letter = letter(bytes, i);
      if (letter != NONE) {
        text[length++] = (byte) letter;
      }
    }
    return Encoded.isText(text, length) ? length : 0;
  }

  private static int letter(byte[] bytes, int p) {
    int lead = bytes[p] & 0xFF;
    int third = bytes[p + 2] & 0xFF;
    if (lead == 0xEF && (bytes[p + 1] & 0xFF) == 0xB8) {
      return third & 0x0F;
    }
    if (lead != 0xF3) {
      return NONE;
    }
    int low = (third & 0x3F) << 6 | (bytes[p + 3] & 0x3F);
    return low < 0x80 ? low : low >= 0x100 && low < 0x1F0 ? low - 0x100 + 16 : NONE;
  }

  /** Reads the two characters that are there first as bits, in both ways; others separate. */
  private int bits(byte[] bytes, byte[] text) {
    int zero = character(bytes, from);
    int one = zero;
    for (int i = from; i < to && one == zero; i += width(bytes, i, to)) {
      one = character(bytes, i);
    }
    int length = bits(bytes, text, zero, one);
    return length > 0 ? length : bits(bytes, text, one, zero);
  }

  private int bits(byte[] bytes, byte[] text, int zero, int one) {
    int length = 0;
    int all = 0;
    int count = 0;
    for (int i = from; i < to && length < text.length; i += width(bytes, i, to)) {
      int is = character(bytes, i);
      if (is == zero || is == one) {
        all = all << 1 | (is == one ? 1 : 0);
        if (++count % 8 == 0) {
          text[length++] = (byte) all;
        }
      }
    }
    return Encoded.isText(text, length) ? length : 0;
  }

  private static int character(byte[] bytes, int p) {
    return (bytes[p] & 0xFF) << 16 | (bytes[p + 1] & 0xFF) << 8 | (bytes[p + 2] & 0xFF);
  }
}
