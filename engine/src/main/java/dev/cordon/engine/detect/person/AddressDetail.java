package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * A part of an address that names no street and no town: storeys, doors, staircases of any language
 * ({@code 3 tr}, {@code 2. em. 11}, {@code 3ème étage appt 7}), whose form is a number and few
 * short words between two separators.
 */
final class AddressDetail {
  private static final int WORDS = 5;
  private static final int LONGEST = 40;
  private static final int LONGEST_WORD = 14;

  private AddressDetail() {}

  /** Returns where a detail ends that begins at a place, or -1. */
  static int end(ScanText text, int from) {
    int at = from;
    boolean known = false;
    for (int words = 0; words < WORDS && at - from < LONGEST; words++) {
      at += text.at(at) == '#' ? 1 : 0;
      int stop = token(text, at);
      if (stop <= at || stop - at > LONGEST_WORD) {
        return -1;
      }
      boolean digit = hasDigit(text, at, stop);
      if (digit ? AddressNumber.isYear(text, at) : !isShort(text, at, stop)) {
        return -1;
      }
      known |= digit || isPart(text, at, stop);
      int next = text.at(stop) == '.' ? stop + 1 : stop;
      if (isEnd(text, stop)) {
        return known ? stop : -1;
      }
      if (next > stop && isEnd(text, next)) {
        return known ? next : -1;
      }
      next += text.at(next) == ' ' ? 1 : 0;
      if (next == stop) {
        return -1;
      }
      at = next;
    }
    return -1;
  }

  private static boolean isPart(ScanText text, int at, int stop) {
    return (AddressWord.flags(text, at, stop) & AddressWord.SIDE) != 0;
  }

  /** Tells a word that a sentence does not go on with. */
  private static boolean isShort(ScanText text, int at, int stop) {
    int part = AddressWord.SIDE | AddressWord.UNIT | AddressWord.BUILDING;
    if ((AddressWord.flags(text, at, stop) & part) != 0) {
      return true;
    }
    long word = NameWord.read(text, at);
    if (NameWord.isCapital(word)) {
      return stop - at < 3;
    }
    for (int i = at; i < stop; i++) {
      if (text.at(i) >= 0x80) {
        return true; // no English word
      }
    }
    int other = Lexicon.BEFORE | Lexicon.DEED | Lexicon.WORD | Lexicon.NAME | Lexicon.ROLE;
    return NameWord.end(word) == stop && !NameWord.is(word, other);
  }

  /** Returns where a word, a number or both in one end. */
  private static int token(ScanText text, int at) {
    int i = at;
    while (i - at <= LONGEST_WORD
        && (Ascii.isAlnum(text.at(i))
            || (text.at(i) >= 0xc2 && text.at(i) < 0xca && text.at(i + 1) >= 0x80)
            || (text.at(i) >= 0x80 && text.at(i) < 0xc0)
            || ((text.at(i) == '-' || text.at(i) == '/') && Ascii.isAlnum(text.at(i + 1))))) {
      i++;
    }
    return i;
  }

  private static boolean hasDigit(ScanText text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
    }
    return digits > 0 && digits < 6;
  }

  private static boolean isEnd(ScanText text, int i) {
    int b = text.at(i);
    if (b == ' ') {
      int next = text.at(i + 1);
      return next == '-' || next == '(' || next == '/' || next == 0xe2;
    }
    if (b == '.' || b == ',') {
      int next = text.at(i + 1);
      return next < 0
          || next == '\n'
          || next == '"'
          || (next == ' ' && (b == ',' || Ascii.isUpper(text.at(i + 2))));
    }
    return b < 0 || b == '\n' || b == '\r' || b == ';' || b == ')' || b == '"' || b == '|'
        || b == '!' || b == '?';
  }
}
