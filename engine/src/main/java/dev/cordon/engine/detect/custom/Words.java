package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.Ascii;

/**
 * Where words begin and end in UTF-8. A word is a row of letters and digits; in scripts that are
 * written without blanks, such as Chinese, each character is one.
 */
final class Words {
  private Words() {}

  /** Returns the end of the word that begins at a place; the place itself if none does. */
  static int end(byte[] text, int start, int to) {
    int i = start;
    while (i < to) {
      int b = text[i];
      if (b >= 0) {
        if (!Ascii.isAlnum(b)) {
          break;
        }
        i++;
        continue;
      }
      int width = Math.min(width(b & 0xff), to - i);
      int second = width > 1 ? text[i + 1] & 0xff : 0;
      if (isSeparator(b & 0xff, second)) {
        break;
      }
      if (standsAlone(b & 0xff, second)) {
        return i == start ? i + width : i;
      }
      i += width;
    }
    return i;
  }

  /** Returns the place behind the character at one that is no word's. */
  static int skip(byte[] text, int at, int to) {
    return Math.min(to, at + width(text[at] & 0xff));
  }

  static boolean hasDigit(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Ascii.isDigit(text[i])) {
        return true;
      }
    }
    return false;
  }

  private static int width(int lead) {
    return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  /** Tells punctuation and symbols of Latin-1, U+2000 to U+2BFF and of CJK texts from letters. */
  private static boolean isSeparator(int lead, int second) {
    return (lead == 0xc2 && second != 0xaa && second != 0xb5 && second != 0xba)
        || (lead == 0xe2 && second < 0xb0)
        || (lead == 0xe3 && second == 0x80)
        || (lead == 0xef && (second == 0xbb || second == 0xbc || second == 0xbd));
  }

  /** Tells whether it is kana, a Chinese character or a Korean syllable. */
  private static boolean standsAlone(int lead, int second) {
    return (lead >= 0xe3 && lead <= 0xe9)
        || (lead == 0xea && second >= 0xb0)
        || (lead >= 0xeb && lead <= 0xed)
        || (lead == 0xf0 && second >= 0xa0);
  }
}
