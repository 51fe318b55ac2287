package dev.cordon.engine.detect;

/**
 * Values of one form that one label names: {@code IBANs: …, … and …}. The form is how long a value
 * is and where in it digits, letters and marks stand.
 */
public final class ValueRow {
  private static final WordSet AND =
      new WordSet(WordLists.read(ValueRow.class, "words.txt").of("value_row.and"));

  private static final String BETWEEN = " ,;/&+|\n\r\t\"'";

  /** At most so many marks stand between two values. */
  private static final int FARTHEST = 6;

  private ValueRow() {}

  /** Returns where the value begins that follows a value in its row, or -1. */
  public static int next(ScanText text, int start, int end) {
    int at = end;
    while (at - end < FARTHEST && isBetween(text.at(at))) {
      at++;
    }
    int word = text.at(at - 1) == ' ' ? AND.end(text, at) : -1;
    if (word > 0 && text.at(word) == ' ') {
      at = word + 1;
    } else if (!hasMark(text, end, at)) {
      return -1;
    }
    int stop = at + end - start;
    return isAlike(text, start, end, at) && text.endsWord(stop) && text.at(stop) != '-' ? at : -1;
  }

  /** Returns where the value begins that stands before a value in its row, or -1. */
  public static int previous(ScanText text, int start, int end) {
    int at = start;
    while (start - at < FARTHEST && isBetween(text.at(at - 1))) {
      at--;
    }
    boolean mark = hasMark(text, at, start);
    int word = text.at(at) == ' ' ? AND.start(text, at) : -1;
    if (word > 0 && text.at(word - 1) == ' ') {
      at = word;
      while (word - at < FARTHEST && isBetween(text.at(at - 1))) {
        at--;
      }
      mark = true;
    }
    int first = at - (end - start);
    return mark
            && first >= text.from()
            && isAlike(text, start, end, first)
            && text.beginsWord(first)
        ? first
        : -1;
  }

  private static boolean isBetween(int b) {
    return b >= 0 && BETWEEN.indexOf(b) >= 0;
  }

  private static boolean hasMark(ScanText text, int from, int to) {
    int i = from;
    while (i < to && text.at(i) == ' ') {
      i++;
    }
    return i < to;
  }

  private static boolean isAlike(ScanText text, int start, int end, int other) {
    for (int i = start; i < end; i++) {
      int own = text.at(i);
      int b = text.at(other + i - start);
      if (Ascii.isDigit(own) != Ascii.isDigit(b)
          || Ascii.isLetter(own) != Ascii.isLetter(b)
          || (!Ascii.isAlnum(own) && own != b)) {
        return false;
      }
    }
    return true;
  }
}
