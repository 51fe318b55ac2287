package dev.cordon.engine.detect;

/**
 * Tells whether a number is a part of something longer, such as the {@code 123-45-6789} of {@code
 * 7-123-45-6789}, of {@code 0.123-45-6789} or of {@code build-123-45-6789}.
 */
final class Glue {
  private Glue() {}

  /** Tells whether something is glued to the front of a chunk. */
  static boolean before(Run run, int first) {
    ScanText text = run.text();
    int start = run.start(first);
    int mark = text.at(start - 1);
    if (mark == '-' || mark == '.') {
      return Ascii.isAlnum(text.at(start - 2)) || (mark == '.' && text.at(start - 2) == '[');
    }
    if (mark == ':') {
      return isTime(text, start - 1);
    }
    return mark == '$'
        || mark == 0xa3
        || (mark == 0xac && text.at(start - 3) == 0xe2)
        || (Ascii.isAlnum(mark) && !text.beginsWord(start));
  }

  /** Tells the seconds of {@code 23:32:02 2011} by the colon before them. */
  static boolean isTime(ScanText text, int colon) {
    return Ascii.isDigit(text.at(colon - 1))
        && Ascii.isDigit(text.at(colon - 2))
        && text.at(colon - 3) == ':';
  }

  /** Tells whether something is glued to the back of a chunk. */
  static boolean behind(Run run, int last) {
    ScanText text = run.text();
    int end = run.end(last);
    int mark = text.at(end);
    if (mark == '-') {
      return Ascii.isAlnum(text.at(end + 1));
    }
    if (mark == '.') {
      return Ascii.isDigit(text.at(end + 1)) || Ascii.isLower(text.at(end + 1));
    }
    return mark == '@' || mark == '_' || mark == '%' || Ascii.isAlnum(mark);
  }
}
