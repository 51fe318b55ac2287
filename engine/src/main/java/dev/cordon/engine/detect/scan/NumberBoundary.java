package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.ScanText;

/**
 * Tells whether a number is a part of something longer, such as the {@code 123-45-6789} of {@code
 * 7-123-45-6789} or of {@code 0.123-45-6789}. A word before or behind, the ending of a file's name
 * and what lists are marked with make it no part: {@code invoice-123-45-6789}, {@code
 * 123-45-6789.pdf}.
 */
final class NumberBoundary {
  /** A word has so many letters; fewer are a code. */
  private static final int WORD = 3;

  private static final int LONGEST_WORD = 24;

  /** No price has so many digits. */
  private static final int NO_PRICE = 12;

  private NumberBoundary() {}

  /** Tells whether something joins the front of a group. */
  static boolean before(DigitRun run, int first) {
    ScanText text = run.text();
    int start = run.start(first);
    int mark = text.at(start - 1);
    if (mark == '-') {
      return Ascii.isAlnum(text.at(start - 2)) && !isWordBefore(text, start - 1);
    }
    if (mark == '.') {
      boolean letter = Ascii.isLetter(text.at(start));
      return text.at(start - 2) == '['
          || (Ascii.isAlnum(text.at(start - 2)) && !isListed(text, start - 1, letter));
    }
    if (mark == ':') {
      return isTime(text, start - 1);
    }
    if (mark == '$' || mark == 0xa3 || (mark == 0xac && text.at(start - 3) == 0xe2)) {
      boolean price = run.length(first) < NO_PRICE;
      return price && !(first + 1 < run.size() && run.gap(first + 1) == '-');
    }
    return Ascii.isAlnum(mark) && !text.beginsWord(start);
  }

  /** Tells the seconds of {@code 23:32:02 2011} by the colon before them. */
  static boolean isTime(ScanText text, int colon) {
    return Ascii.isDigit(text.at(colon - 1))
        && Ascii.isDigit(text.at(colon - 2))
        && text.at(colon - 3) == ':';
  }

  /** Tells whether something joins the back of a group. */
  static boolean behind(DigitRun run, int last) {
    ScanText text = run.text();
    int end = run.end(last);
    int mark = text.at(end);
    if (mark == '-') {
      return Ascii.isAlnum(text.at(end + 1)) && !isWordBehind(text, end + 1);
    }
    if (mark == '.') {
      return (Ascii.isDigit(text.at(end + 1)) || Ascii.isLower(text.at(end + 1)))
          && !FileEnding.isAt(text, end);
    }
    return mark == '@' || mark == '%' || Ascii.isAlnum(mark);
  }

  /** Tells whether a word of letters ends at a place, and no other code of several parts. */
  private static boolean isWordBefore(ScanText text, int end) {
    int start = end;
    boolean hex = true;
    while (end - start <= LONGEST_WORD && Ascii.isLetter(text.at(start - 1))) {
      start--;
      hex &= Ascii.isHex(text.at(start));
    }
    int before = text.at(start - 1);
    return end - start >= WORD && !hex && !Ascii.isAlnum(before) && before != '-';
  }

  private static boolean isWordBehind(ScanText text, int start) {
    int end = start;
    boolean hex = true;
    while (end - start <= LONGEST_WORD && Ascii.isLetter(text.at(end))) {
      hex &= Ascii.isHex(text.at(end));
      end++;
    }
    return end - start >= WORD && !hex && !Ascii.isAlnum(text.at(end));
  }

  /** Tells {@code 1.} where a line begins, or before a letter: the mark of a list. */
  private static boolean isListed(ScanText text, int dot, boolean letter) {
    int start = dot;
    while (dot - start < WORD && Ascii.isDigit(text.at(start - 1))) {
      start--;
    }
    int before = text.at(start - 1);
    boolean begins = before == '\n' || before == -1 || (letter && before == ' ');
    return start < dot && text.at(start) != '0' && begins;
  }
}
