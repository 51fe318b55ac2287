package dev.cordon.engine.redact;

/**
 * What stands before a number and makes it a part of another: {@code 0.80681944}, {@code
 * -80681944}, {@code 12-80681944}. Stateless.
 */
final class NumberStart {
  private NumberStart() {}

  /**
   * Tells whether a number begins before what stands at a place. Before a surrogate as it was
   * issued a blank parts two numbers, and before one in groups anything does.
   */
  static boolean isWithin(byte[] text, int from, int at, int end, Issued issued) {
    byte[] issuedAs = issued.replacement;
    boolean bent =
        end - at != issuedAs.length || !Text.matches(text, at, issuedAs, 0, issuedAs.length);
    int gap = gapStart(text, from, at);
    boolean blank = gap < at && text[gap] == ' ';
    if (gap == at || (!bent && (blank || OwnText.bare(issuedAs).length < issuedAs.length))) {
      return false;
    }
    boolean word = gap > from && Text.isAlphanumeric(text[gap - 1]);
    return word ? Text.isDigit(text[gap - 1]) : isSign(text[gap]);
  }

  /** Returns where to hold back from, so that what stands before a number is known with it. */
  static int context(byte[] text, int from, int at) {
    int gap = gapStart(text, from, at);
    boolean digit = gap > from && gap < at && Text.isDigit(text[gap - 1]);
    if (gap == at || (!digit && !isSign(text[gap]))) {
      return at;
    }
    while (gap > from && Text.isAlphanumeric(text[gap - 1])) {
      gap--;
    }
    return gap;
  }

  private static boolean isSign(byte b) {
    return b == '-' || b == '+';
  }

  private static int gapStart(byte[] text, int from, int at) {
    for (byte[] form : BentSurrogate.BETWEEN_DIGITS) {
      int start = at - form.length;
      if (start >= from && Text.matches(text, start, form, 0, form.length)) {
        return start;
      }
    }
    return at > from && text[at - 1] == '+' ? at - 1 : at;
  }
}
