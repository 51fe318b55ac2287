package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * A line of a file of settings: {@code DB_PASSWORD=…}, {@code db.password=…}, {@code password: …}
 * with nothing before the name and nothing behind the value.
 */
final class SettingsLine {
  private static final int NAME = 64;
  private static final int INDENT = 32;

  private SettingsLine() {}

  /** Parts of what stands where a password does and is the name of one, or says how one is made. */
  private static final WordSet NAMES = new WordSet(SecretWords.of("settings_line.names"));

  /**
   * Tells whether a value is words, and stands where settings have it.
   *
   * @param text the text
   * @param value where the value begins
   * @param end the byte after its last one
   */
  static boolean holdsWord(ScanText text, LabelledValue value, int end) {
    if (value.prose || value.words > 0 || value.scheme || !isWords(text, value.start, end)) {
      return false;
    }
    boolean quoted = value.quote != 0 && text.at(end) == value.quote;
    return quoted
        ? value.operator == ':' || value.operator == '='
        : isWhole(text, value, end) || isElement(text, value, end);
  }

  /**
   * Tells whether a span is a word in one case or capitalised, or some that are joined: {@code
   * Sunflower}, {@code sunflower-moon-2}. None of them tells of a password, and no constant's name
   * is made so.
   *
   * @param text the text
   * @param from the span's first byte
   * @param to the byte after its last one
   */
  static boolean isWords(ScanText text, int from, int to) {
    boolean joined = false;
    boolean small = false;
    int part = from;
    for (int i = from; i <= to; i++) {
      int b = i < to ? text.at(i) : '-';
      small |= Ascii.isLower(b);
      if (b == '-' || b == '_') {
        if (i == part || NAMES.holds(text, part, i)) {
          return false;
        }
        joined |= i < to;
        part = i + 1;
      } else if (!Ascii.isAlnum(b) || (Ascii.isUpper(b) && Ascii.isLower(text.at(i - 1)))) {
        return false;
      } else if (Ascii.isDigit(b) && !joined) {
        return false;
      }
    }
    return (small || !joined) && Ascii.isLetter(text.at(from));
  }

  /** Tells whether a value is all that an element of XML holds which its label names. */
  private static boolean isElement(ScanText text, LabelledValue value, int end) {
    int i = value.wordEnd;
    if (value.quote != 0
        || text.at(end) != '<'
        || text.at(end + 1) != '/'
        || value.start != i + 1
        || text.at(i) != '>') {
      return false;
    }
    while (value.wordEnd - i < NAME && LabelSyntax.isName(text.at(i - 1))) {
      i--;
    }
    return text.at(i - 1) == '<';
  }

  /**
   * Tells whether a value without quotes is the whole value of a setting.
   *
   * @param text the text
   * @param value where the value begins
   * @param end the byte after its last one
   */
  static boolean isWhole(ScanText text, LabelledValue value, int end) {
    int before = text.at(value.start - 1);
    boolean joined = value.operator == '=' && before == '=';
    boolean yaml = value.operator == ':' && before == ' ' && text.at(value.start - 2) == ':';
    return value.quote == 0 && (joined || yaml) && endsLine(text, end) && beginsLine(text, value);
  }

  private static boolean endsLine(ScanText text, int end) {
    int b = text.at(end);
    return b < 0 || b == '\n' || b == '\r' || (b == ' ' && text.at(end + 1) == '#');
  }

  private static boolean beginsLine(ScanText text, LabelledValue value) {
    int i = value.wordEnd;
    while (value.wordEnd - i < NAME && LabelSyntax.isName(text.at(i - 1))) {
      i--;
    }
    if (LabelSyntax.endsWith(text, i - 1, "export")) {
      return true;
    }
    int name = i;
    while (name - i < INDENT && (text.at(i - 1) == ' ' || text.at(i - 1) == '-')) {
      i--;
    }
    return text.at(i - 1) == '\n' || text.at(i - 1) < 0;
  }
}
