package dev.cordon.engine.detect.scan;

import java.util.Arrays;

/**
 * The normalised copy of a text, and the way back from it. Made only for texts that hold a
 * character which could hide a finding.
 */
final class Folding {
  private static final int KEEP = 1 << 20;

  private byte[] bytes = new byte[0];
  private int length;

  /** Where the copy is no longer a plain shift of the original: a place there, the same here. */
  private int[] copied = new int[16];

  private int[] original = new int[16];

  /** The original's end of the one character at such a place, or -1. */
  private int[] originalEnd = new int[16];

  private int points;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /**
   * Copies a text.
   *
   * @param text holds the text
   * @param from its first byte, which the copy has at 0
   * @param at nothing before this needs a change
   * @param to the byte after its last one
   */
  void fold(byte[] text, int from, int at, int to) {
    if (bytes.length < to - from) {
      bytes = new byte[Math.max(256, to - from)];
    }
    System.arraycopy(text, from, bytes, 0, at - from);
    length = at - from;
    points = 0;
    point(0, from, -1);
    int i = at;
    while (i < to) {
      int b = text[i];
      if (b >= 0 && b != '\\' && b != '%') {
        bytes[length++] = text[i++];
      } else {
        i = special(text, i, to);
      }
    }
  }

  /** Copies or replaces the character at a place. */
  private int special(byte[] text, int i, int to) {
    int end = i + width(text, i, to);
    int replacement = replacement(text, i, end, to);
    if (replacement == KEEP) {
      System.arraycopy(text, i, bytes, length, end - i);
      length += end - i;
      return end;
    }
    if (text[i] == '\\' || text[i] == '%') {
      end = i + escapeWidth(text, i);
    }
    if (replacement >= 0x800) {
      put(0xe0 | replacement >> 12, i, end);
      put(0x80 | (replacement >> 6 & 0x3f), i, end);
      put(0x80 | (replacement & 0x3f), i, end);
    } else if (replacement >= 0x80) {
      put(0xc0 | replacement >> 6, i, end);
      put(0x80 | (replacement & 0x3f), i, end);
    } else if (replacement >= 0) {
      put(replacement, i, end);
    }
    point(length, end, -1);
    return end;
  }

  private void put(int b, int there, int thereEnd) {
    point(length, there, thereEnd);
    bytes[length++] = (byte) b;
  }

  private static int replacement(byte[] text, int i, int end, int to) {
    return text[i] >= 0 ? escaped(text, i, to) : Lookalikes.ascii(codePoint(text, i, end));
  }

  private static int escapeWidth(byte[] text, int i) {
    return text[i] == '%' ? 3 : text[i + 1] == 'u' ? 6 : 2;
  }

  /** Tells whether the normalised view differs at a place. */
  static boolean changes(byte[] text, int i, int to) {
    return replacement(text, i, i + width(text, i, to), to) != KEEP;
  }

  /** Reads {@code \}{@code u0040}, {@code \/} and {@code %40}; returns a character. */
  private static int escaped(byte[] text, int i, int to) {
    if (text[i] == '%') {
      return i + 2 < to && text[i + 1] == '4' && text[i + 2] == '0' ? '@' : KEEP;
    }
    if (i + 1 < to && text[i + 1] == '/') {
      return '/';
    }
    if (i + 5 >= to || text[i + 1] != 'u') {
      return KEEP;
    }
    int cp = 0;
    for (int k = i + 2; k < i + 6; k++) {
      int value = Character.digit(text[k], 16);
      if (value < 0) {
        return KEEP;
      }
      cp = cp * 16 + value;
    }
    if (cp < 0x80) {
      return cp >= 0x20 && cp < 0x7f ? cp : KEEP;
    }
    int ascii = Lookalikes.ascii(cp);
    return ascii == KEEP && !Character.isSurrogate((char) cp) ? cp : ascii;
  }

  private static int width(byte[] text, int i, int to) {
    int b = text[i] & 0xff;
    int width = b < 0xc2 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : b < 0xf5 ? 4 : 1;
    if (i + width > to) {
      return 1;
    }
    for (int k = 1; k < width; k++) {
      if ((text[i + k] & 0xc0) != 0x80) {
        return 1;
      }
    }
    return width;
  }

  private static int codePoint(byte[] text, int i, int end) {
    int width = end - i;
    if (width == 1) {
      return -1;
    }
    int cp = text[i] & (0x7f >> width);
    for (int k = i + 1; k < end; k++) {
      cp = cp << 6 | (text[k] & 0x3f);
    }
    return cp;
  }

  private void point(int here, int there, int thereEnd) {
    if (points > 0 && copied[points - 1] == here) {
      points--;
    }
    if (points == copied.length) {
      copied = Arrays.copyOf(copied, points * 2);
      original = Arrays.copyOf(original, points * 2);
      originalEnd = Arrays.copyOf(originalEnd, points * 2);
    }
    copied[points] = here;
    original[points] = there;
    originalEnd[points++] = thereEnd;
  }

  private int pointAt(int here) {
    int found = Arrays.binarySearch(copied, 0, points, here);
    return found >= 0 ? found : -found - 2;
  }

  /** Returns the original's place of a first byte. */
  int start(int here) {
    int point = pointAt(here);
    return original[point] + here - copied[point];
  }

  /** Returns the original's place of the byte after a last one. */
  int end(int here) {
    int last = here - 1;
    int point = pointAt(last);
    if (copied[point] == last && originalEnd[point] >= 0) {
      return originalEnd[point];
    }
    return original[point] + last - copied[point] + 1;
  }

  /** Forgets a big copy. */
  void trim() {
    if (bytes.length > 1 << 20) {
      bytes = new byte[0];
    }
  }
}
