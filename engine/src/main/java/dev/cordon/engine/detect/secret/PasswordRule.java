package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * Tells what says how a password must be made, where a password may stand: {@code
 * required|min:8|confirmed}, {@code at-least-8-characters}, {@code 8文字以上}.
 */
final class PasswordRule {
  private static final WordSet WORDS = new WordSet(SecretWords.of("password_rule"));

  /** The first byte of the letters and marks of East Asia. */
  private static final int EASTERN = 0xe3;

  /** Counts have so many digits. */
  private static final int COUNT = 2;

  private PasswordRule() {}

  /** Returns where what East Asia writes goes on right behind other characters, or the end. */
  static int ascii(ScanText text, int from, int to) {
    int i = from;
    while (i < to && text.at(i) < EASTERN) {
      i++;
    }
    return i;
  }

  static boolean is(ScanText text, int from, int to) {
    return isCount(text, from, to) || isSentence(text, from, to) || hasWord(text, from, to);
  }

  /** Tells a number and what it counts: {@code 8位数字}. */
  private static boolean isCount(ScanText text, int from, int to) {
    int i = from;
    while (i - from < COUNT && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i == from || i >= to || text.at(i) < EASTERN) {
      return false;
    }
    while (i < to && !Ascii.isLetter(text.at(i))) {
      i++;
    }
    return i == to;
  }

  /** Tells East Asian letters that a full stop or a comma of theirs follows. */
  private static boolean isSentence(ScanText text, int from, int to) {
    if (text.at(from) < EASTERN) {
      return false;
    }
    for (int i = from; i < to; i++) {
      boolean mark = text.at(i) == 0xe3 && text.at(i + 1) == 0x80 && text.at(i + 2) <= 0x82;
      boolean folded = text.at(i) == '.' || text.at(i) == ',';
      if (mark || (folded && text.at(i + 1) >= EASTERN)) {
        return true;
      }
    }
    return false;
  }

  /** Tells words of rules among others that are joined to them. */
  private static boolean hasWord(ScanText text, int from, int to) {
    int part = from;
    for (int i = from; i <= to; i++) {
      if (i == to || "|:-_".indexOf(text.at(i)) >= 0) {
        if ((part > from || i < to) && WORDS.holds(text, part, i)) {
          return true;
        }
        part = i + 1;
      }
    }
    return false;
  }
}
