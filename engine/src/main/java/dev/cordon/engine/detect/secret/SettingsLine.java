package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * A line of a file of settings: {@code DB_PASSWORD=…}, {@code db.password=…}, {@code password: …}
 * with nothing before the name and nothing behind the value.
 */
final class SettingsLine {
  private static final int NAME = 64;
  private static final int INDENT = 32;

  private SettingsLine() {}

  /**
   * Tells whether a value is a word in small letters, and stands where settings have it.
   *
   * @param text the text
   * @param value where the value begins
   * @param end the byte after its last one
   */
  static boolean holdsWord(ScanText text, LabelledValue value, int end) {
    for (int i = value.start; i < end; i++) {
      if (!Ascii.isLower(text.at(i))) {
        return false;
      }
    }
    if (value.prose || value.words > 0 || value.scheme) {
      return false;
    }
    boolean quoted = value.quote != 0 && text.at(end) == value.quote;
    return quoted ? value.operator == ':' || value.operator == '=' : isWhole(text, value, end);
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
