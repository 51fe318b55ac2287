package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.text.Confusables;
import java.util.Arrays;

/**
 * The normalised copy of a text, and the way back from it. Made only for texts that hold a
 * character which could hide a finding.
 */
final class Folding {
  private static final int KEEP = 1 << 20;

  private static final byte[] NONE = {};

  /** A larger copy is not kept for the next text. */
  private static final int KEPT = 1 << 16;

  private byte[] bytes = NONE;
  private int length;

  /** Where the copy is no longer a plain shift of the original: a place there, the same here. */
  private int[] copied = new int[16];

  private int[] original = new int[16];

  /** The original's end of the one character at such a place, or -1. */
  private int[] originalEnd = new int[16];

  private int points;

  /** Whether the text is quoted-printable: 1 for yes, -1 for no, 0 when nobody has looked. */
  private int quoted;

  /** The letters that were looked at last, all drawn as Latin ones, and whether they stand so. */
  private int drawnFrom;

  private int drawnTo;
  private boolean drawn;

  /** Begins another text. */
  void begin() {
    quoted = 0;
    drawnTo = 0;
  }

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
      if (b >= 0 && !Escapes.begins(b)) {
        bytes[length++] = text[i++];
      } else {
        i = special(text, from, i, to);
      }
    }
  }

  /** Copies or replaces the character at a place. */
  private int special(byte[] text, int from, int i, int to) {
    int end = i + width(text, i, to);
    int replacement = KEEP;
    if (text[i] < 0) {
      replacement = ascii(text, from, i, end, to);
    } else {
      long escape = escape(text, from, i, to);
      if (escape != Escapes.NONE) {
        end = i + Escapes.width(escape);
        replacement = plain(Escapes.codePoint(escape));
      }
    }
    if (replacement == KEEP) {
      System.arraycopy(text, i, bytes, length, end - i);
      length += end - i;
      return end;
    }
    if (replacement >= 0x10000) {
      put(0xf0 | replacement >> 18, i, end);
      put(0x80 | (replacement >> 12 & 0x3f), i, end);
      put(0x80 | (replacement >> 6 & 0x3f), i, end);
      put(0x80 | (replacement & 0x3f), i, end);
    } else if (replacement >= 0x800) {
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

  /** Returns what stands for a character in the copy, itself if nothing else does. */
  private static int plain(int codePoint) {
    int ascii = codePoint < 0x80 ? codePoint : Lookalikes.ascii(codePoint);
    return ascii == KEEP ? codePoint : ascii;
  }

  private long escape(byte[] text, int from, int i, int to) {
    if (text[i] == '=' && quoted == 0) {
      quoted = Escapes.isQuotedPrintable(text, from, to) ? 1 : -1;
    }
    return Escapes.read(text, from, i, to, quoted > 0);
  }

  /** Tells whether the normalised view differs at a place. */
  boolean changes(byte[] text, int from, int i, int to) {
    return text[i] >= 0
        ? escape(text, from, i, to) != Escapes.NONE
        : ascii(text, from, i, i + width(text, i, to), to) != KEEP;
  }

  /** Returns what a character beyond ASCII stands for there, as {@link Lookalikes#ascii} does. */
  private int ascii(byte[] text, int from, int i, int end, int to) {
    if (!isOther(text[i])) {
      return Lookalikes.ascii(codePoint(text, i, end));
    }
    int cp = codePoint(text, i, end);
    int latin = Confusables.latin(cp);
    if (latin == 0) {
      return cp < 0x370 ? Lookalikes.ascii(cp) : KEEP;
    }
    if (i < drawnFrom || i >= drawnTo) {
      draw(text, from, i, to);
    }
    return drawn ? latin : KEEP;
  }

  /**
   * Reads the letters of Greek or Cyrillic around a place that are drawn as Latin ones. They stand
   * for these in a word that is drawn as a Latin one, or between digits; not where others of their
   * alphabet go on, as an ending on a name does.
   */
  private void draw(byte[] text, int from, int i, int to) {
    int start = i;
    while (start - 2 >= from && isDrawn(text, start - 2)) {
      start -= 2;
    }
    int end = i + 2;
    while (end + 2 <= to && isDrawn(text, end)) {
      end += 2;
    }
    int before = start > from ? text[start - 1] : 0;
    int after = end < to ? text[end] : 0;
    boolean escape = start - 2 >= from && text[start - 2] == '\\';
    boolean letter = (Ascii.isLetter(before) && !escape) || Ascii.isLetter(after);
    boolean goesOn = (start - 2 >= from && isOther(text[start - 2])) || isOther(after);
    drawn = !goesOn && (letter || (Ascii.isDigit(before) && Ascii.isDigit(after)));
    drawnFrom = start;
    drawnTo = end;
  }

  private static boolean isDrawn(byte[] text, int i) {
    return isOther(text[i])
        && (text[i + 1] & 0xc0) == 0x80
        && Confusables.latin((text[i] & 0x1f) << 6 | (text[i + 1] & 0x3f)) != 0;
  }

  /** Tells whether a byte begins a letter of Greek or Cyrillic, or an accent. */
  private static boolean isOther(int b) {
    return (b & 0xff) >= 0xcd && (b & 0xff) <= 0xd4;
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
    if (bytes.length > KEPT) {
      bytes = NONE;
    } else {
      Arrays.fill(bytes, 0, length, (byte) 0);
    }
    length = 0;
  }
}
