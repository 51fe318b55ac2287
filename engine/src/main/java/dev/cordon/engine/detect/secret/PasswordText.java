package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** What a text is made of that may be a password: a set of bits. */
final class PasswordText {
  private static final int DIGIT = 1;
  private static final int LETTER = 2;

  /** A mark that names and numbers don't have. */
  private static final int MARK = 4;

  /** Something that calls, selects members or names files have. */
  private static final int CODE = 8;

  private static final int BLANK = 16;

  /** At least four digits. */
  private static final int DIGITS = 32;

  /** A bracket or slash, as calls and paths have. */
  private static final int CALL = 64;

  private static final int SMALL = 128;
  private static final int CAPITAL = 256;

  /** At least two digits. */
  private static final int SOME_DIGITS = 512;

  /** Something that joins words. */
  private static final int JOINT = 1024;

  /** A capital right behind a small letter, or a mark between two letters. */
  private static final int INNER = 2048;

  private PasswordText() {}

  static int of(ScanText text, int from, int to) {
    int made = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      if (b == '\\' && text.at(i + 1) == 'u' && Ascii.isHex(text.at(i + 5))) {
        made |= LETTER; // written as an escape in source code
        i += 5;
        continue;
      }
      digits += Ascii.isDigit(b) ? 1 : 0;
      made |= kind(b, text.at(i + 1));
      boolean hump = Ascii.isUpper(b) && (Ascii.isLower(text.at(i - 1)) || text.at(i - 1) >= 0x80);
      boolean mark = "!?#$%&@+=^~*".indexOf(b) >= 0 && Ascii.isLetter(text.at(i + 1));
      made |= i > from && (hump || (mark && Ascii.isLetter(text.at(i - 1)))) ? INNER : 0;
    }
    made |= digits >= 2 ? SOME_DIGITS : 0;
    return digits >= 4 ? made | DIGITS : made;
  }

  private static int kind(int b, int next) {
    if (Ascii.isDigit(b)) {
      return DIGIT;
    }
    if (Ascii.isLetter(b)) {
      return LETTER | (Ascii.isUpper(b) ? CAPITAL : SMALL);
    }
    if (b >= 0x80) {
      return LETTER;
    }
    if (Ascii.isBlank(b)) {
      return BLANK;
    }
    if (b == '.' && Ascii.isLetter(next)) {
      return CODE;
    }
    if (b == '(' || b == '[' || b == '{' || b == '/') {
      return CODE | CALL;
    }
    if (b == ')' || b == ']' || b == '}') {
      return 0;
    }
    return b == '_' || b == '-' || b == '.' || b == ':' || b == ',' ? JOINT : MARK;
  }

  static boolean isCode(int made) {
    return (made & CODE) != 0;
  }

  static boolean isCall(int made) {
    return (made & CALL) != 0;
  }

  static boolean hasDigit(int made) {
    return (made & DIGIT) != 0;
  }

  static boolean hasBlank(int made) {
    return (made & BLANK) != 0;
  }

  static boolean isMarked(int made) {
    return (made & MARK) != 0;
  }

  static boolean isJoined(int made) {
    return (made & JOINT) != 0;
  }

  /** Tells whether it is hardly a word of prose, with its number or without. */
  static boolean isStrong(int made) {
    return (made & LETTER) != 0
        && ((made & SOME_DIGITS) != 0
            || (made & (MARK | DIGIT)) == (MARK | DIGIT)
            || ((made & INNER) != 0 && (made & CAPITAL) != 0 && (made & (MARK | DIGIT)) != 0));
  }

  static boolean isPassword(int made) {
    return (made & BLANK) == 0 && (made & (LETTER | DIGITS)) != 0;
  }

  /** Tells whether capitals, small letters and a digit stand in it. */
  static boolean isMadeUp(int made) {
    return (made & (SMALL | CAPITAL | DIGIT)) == (SMALL | CAPITAL | DIGIT);
  }

  /** Tells whether it is more than a word and more than a number. */
  static boolean isMixed(int made) {
    return (made & LETTER) != 0 && (made & (DIGIT | MARK)) != 0;
  }

  static boolean isNumber(int made) {
    return (made & LETTER) == 0;
  }
}
