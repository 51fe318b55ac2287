package dev.cordon.engine.instruction;

/** Tells words that are written with letters of other scripts or forms than they seem to be. */
final class Styled {
  private static final int HIGHEST = 0x80808080;

  private Styled() {}

  /**
   * Tells whether four bytes, the first lowest, may be part of such a word: a letter of ASCII right
   * beside the first byte of a Greek or Cyrillic one, or the first byte of a form.
   */
  static boolean mayBe(int gram) {
    int seven = gram & 0x7F7F7F7F;
    int small = seven | 0x20202020;
    int letters = (small + 0x1F1F1F1F) & ~(small + 0x05050505) & ~gram & HIGHEST;
    int leads = gram & (seven + 0x33333333) & ~(seven + 0x29292929) & HIGHEST; // CD to D6
    int wide = gram ^ 0xEFEFEFEF;
    int far = gram ^ 0xF0F0F0F0;
    return ((letters << 8 | letters >>> 16) & leads) != 0
        || ((wide - 0x01010101) & ~wide & HIGHEST) != 0
        || ((far - 0x01010101) & ~far & HIGHEST) != 0;
  }

  /**
   * Tells whether one of four bytes begins a character that has the form of a Latin letter and
   * isn't one: wide, mathematical, or Cyrillic or Greek right beside a letter of ASCII.
   */
  static boolean isAt(byte[] text, int from, int p, int to) {
    for (int i = p; i < p + 4; i++) {
      int b = text[i] & 0xFF;
      if (b >= 0xCD && b <= 0xD6) {
        if ((i > from && isLetter(text[i - 1])) || (i + 2 < to && isLetter(text[i + 2]))) {
          return true;
        }
      } else if (b == 0xEF && i + 2 < to) {
        int wide = (text[i + 1] & 0xFF) << 8 | (text[i + 2] & 0xFF);
        if ((wide >= 0xBCA1 && wide <= 0xBCBA) || (wide >= 0xBD81 && wide <= 0xBD9A)) {
          return true;
        }
      } else if (b == 0xF0 && i + 2 < to) {
        int plane = (text[i + 1] & 0xFF) << 8 | (text[i + 2] & 0xFF);
        if (plane >= 0x9D90 && plane <= 0x9D9A) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
