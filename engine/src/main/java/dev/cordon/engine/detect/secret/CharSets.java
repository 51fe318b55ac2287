package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.CharRun;

/** The classes of characters that forms in {@code secrets.txt} are made of: a bit each. */
final class CharSets {
  private static final String LETTERS = "dhHlLnuawbBpzsStTkqovcxeyY";
  private static final String BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

  /** Made when the first secret is looked at. */
  private static final class Table {
    static final int[] BITS = bits();
  }

  private static int[] bits() {
    int[] bits = new int[256];
    for (int b = 1; b < bits.length; b++) {
      for (int i = 0; i < LETTERS.length(); i++) {
        bits[b] |= holds(LETTERS.charAt(i), b) ? 1 << i : 0;
      }
    }
    return bits;
  }

  /** Returns the bit of a class. */
  static int bit(char letter) {
    int index = LETTERS.indexOf(letter);
    if (index < 0) {
      throw new IllegalStateException("secrets.txt: no class of characters: " + letter);
    }
    return 1 << index;
  }

  /** Returns the {@link CharRun} with the characters of a class, or -1. */
  static int run(int bit) {
    switch (LETTERS.charAt(Integer.numberOfTrailingZeros(bit))) {
      case 'a':
        return CharRun.ALNUM;
      case 'w':
        return CharRun.WORD;
      case 'b':
        return CharRun.BASE64URL;
      case 'S':
        return CharRun.BASE64;
      case 't':
        return CharRun.TOKEN;
      default:
        return -1;
    }
  }

  /** Tells whether a byte, or -1 for the end of the text, is in the class of a bit. */
  boolean has(int bit, int b) {
    return b >= 0 && (Table.BITS[b] & bit) != 0;
  }

  private static boolean holds(char set, int b) {
    switch (set) {
      case 'd':
        return Ascii.isDigit(b);
      case 'h':
        return Ascii.isHex(b) && !Ascii.isUpper(b);
      case 'H':
        return Ascii.isHex(b);
      case 'l':
        return Ascii.isLower(b);
      case 'L':
        return Ascii.isLetter(b);
      case 'n':
        return Ascii.isDigit(b) || Ascii.isLower(b);
      case 'u':
        return Ascii.isDigit(b) || Ascii.isUpper(b);
      case 'T':
        return Ascii.isUpper(b) || (b >= '2' && b <= '7');
      case 'k':
        return BECH32.indexOf(b) >= 0;
      case 'q':
        return b == '"' || b == '\'' || b == '`' || b == '\\';
      case 'o':
        return Ascii.isBlank(b);
      case 'v':
        return b == '|' || b == '%';
      case 'e':
        return b == '=';
      case 'c':
        return visible(b) && b != ':' && b != '@';
      case 'x':
        return visible(b);
      default:
        return Ascii.isAlnum(b) || marks(set).indexOf(b) >= 0;
    }
  }

  private static boolean visible(int b) {
    return b > ' ' && b != 0x7f && b != '<' && b != '"' && b != '\'' && b != '`' && b != '\\';
  }

  /** Returns what a class holds beside letters and digits. */
  private static String marks(char set) {
    switch (set) {
      case 'w':
        return "_";
      case 'b':
        return "_-";
      case 'B':
        return "_-=";
      case 'p':
        return "_-=.";
      case 'z':
        return "_-.~";
      case 's':
        return "+/";
      case 'S':
        return "+/=";
      case 't':
        return "_-.~+/=";
      case 'y':
        return "%";
      case 'Y':
        return "_-.~+/=%";
      default:
        return "";
    }
  }
}
