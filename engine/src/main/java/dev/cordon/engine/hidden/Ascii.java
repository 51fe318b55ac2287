package dev.cordon.engine.hidden;

/** Questions about parts of a text that case makes no difference to. Stateless. */
final class Ascii {
  private Ascii() {}

  /** Tells whether a part is a word in small letters. */
  static boolean is(byte[] text, int from, int to, String word) {
    return to - from == word.length() && startsWith(text, from, to, word);
  }

  /** Tells whether a part begins with a word in small letters. */
  static boolean startsWith(byte[] text, int from, int to, String word) {
    boolean same = from + word.length() <= to;
    for (int i = 0; i < word.length() && same; i++) {
      same = lower(text[from + i]) == word.charAt(i);
    }
    return same;
  }

  /** Returns where a word begins in a part, or -1. */
  static int indexOf(byte[] text, int from, int to, String word) {
    for (int i = from; i + word.length() <= to; i++) {
      if (startsWith(text, i, to, word)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the first byte that is no white space. */
  static int blank(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text[i])) {
      i++;
    }
    return i;
  }

  /** Returns a number that parts which differ in case only have in common. */
  static int hash(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + lower(text[i]);
    }
    return hash;
  }

  static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  /** Tells whether a byte is one of a name in HTML or CSS. */
  static boolean isName(byte b) {
    return isLetter(b) || (b >= '0' && b <= '9') || b == '-' || b == '_' || b < 0;
  }
}
