package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** What follows a phone number within a house: {@code ext. 12}, {@code x12}, {@code #12}. */
final class Extension {
  private static final int MOST_DIGITS = 6;
  private static final String[] WORDS = GeneralWords.of("extension");

  private Extension() {}

  /**
   * Returns where a number ends with its extension.
   *
   * @param text the text
   * @param end the byte after the number's last digit
   * @return the byte after the extension's last digit, or {@code end} where none follows
   */
  static int end(ScanText text, int end) {
    int at = end;
    while (at - end < 2 && (text.at(at) == ' ' || text.at(at) == ',')) {
      at++;
    }
    for (String word : WORDS) {
      if (startsWith(text, at, word)) {
        int last = digits(text, at + word.length());
        return last < 0 ? end : last;
      }
    }
    return end;
  }

  private static boolean startsWith(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the end of the extension's digits, or -1. */
  private static int digits(ScanText text, int start) {
    int at = start;
    while (at - start < 2 && (text.at(at) == '.' || text.at(at) == ':' || text.at(at) == ' ')) {
      at++;
    }
    int first = at;
    while (at - first <= MOST_DIGITS && Ascii.isDigit(text.at(at))) {
      at++;
    }
    return at > first && at - first <= MOST_DIGITS && text.endsWord(at) ? at : -1;
  }
}
