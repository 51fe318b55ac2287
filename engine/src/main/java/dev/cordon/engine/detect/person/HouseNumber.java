package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** The number of a house, before its street or behind. */
final class HouseNumber {
  private static final int STREET_WORDS = 4;

  private HouseNumber() {}

  /** Takes {@code Flat 3, } before the house number along. */
  static int unitBefore(ScanText text, int number) {
    int i = number - 2;
    int before = text.at(number - 1) == ' ' ? NameWord.startBefore(text, number - 1) : -1;
    if (before >= 0 && AddressTail.unit(text, before) > number) {
      return before; // Unit 6/18
    }
    if (text.at(number - 1) != ' ' || text.at(i) != ',') {
      return number;
    }
    while (number - i < 8 && Ascii.isAlnum(text.at(i - 1))) {
      i--;
    }
    int word = text.at(i - 1) == ' ' ? NameWord.startBefore(text, i - 1) : -1;
    return word >= 0 && AddressTail.unit(text, word) == number - 2 ? word : number;
  }

  /** Returns where the house number before a street's words begins, or -1. */
  static int numberBefore(ScanText text, int street) {
    if (!hasDigitBefore(text, street)) {
      return -1;
    }
    int at = street;
    for (int words = 0; words <= STREET_WORDS; words++) {
      int end = at - 1;
      if (text.at(end) != ' ') {
        return -1;
      }
      int begin = end;
      while (end - begin < 24 && isStreetByte(text.at(begin - 1))) {
        begin--;
      }
      if (begin == end || text.at(begin - 1) == '\'') {
        return -1;
      }
      if (isNumber(text, begin, end)) {
        if (words == 0 && text.at(street) != 'B') {
          return -1; // "12 Street": only Broadway has no other name
        }
        int before = text.at(begin - 1);
        return before == '$' || before == '.' || before == '#' || before == '/' ? -1 : begin;
      }
      if (!isStreetWord(text, begin, end)) {
        return -1;
      }
      at = begin;
    }
    return -1;
  }

  /** A cheap look before the words are looked up. */
  private static boolean hasDigitBefore(ScanText text, int street) {
    int blanks = 0;
    for (int i = street - 1; street - i < 64 && blanks <= STREET_WORDS + 1; i--) {
      int b = text.at(i);
      if (Ascii.isDigit(b)) {
        return true;
      }
      if (b == ' ') {
        blanks++;
      } else if (!isStreetByte(b)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isStreetByte(int b) {
    return Ascii.isAlnum(b) || b >= 0x80 || b == '.' || b == '-' || b == '\'' || b == '/';
  }

  /** A house number: {@code 10}, {@code 221B}, {@code 12-14}. */
  static boolean isNumber(ScanText text, int begin, int end) {
    int i = begin;
    while (i < end && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i == begin || i - begin > 6) {
      return false;
    }
    if (i < end && (text.at(i) == '-' || text.at(i) == '/')) {
      i++;
      while (i < end && Ascii.isDigit(text.at(i))) {
        i++;
      }
    }
    return i == end || (i == end - 1 && Ascii.isLetter(text.at(i)));
  }

  private static boolean isStreetWord(ScanText text, int begin, int end) {
    if (Ascii.isDigit(text.at(begin))) {
      return end - begin < 7 && Ascii.isLower(text.at(end - 1)); // 5th
    }
    long word = NameWord.read(text, begin);
    return !NameWord.is(word, Lexicon.BEFORE)
        && (NameWord.form(word) != NameWord.LOWER || !NameWord.is(word, Lexicon.DEED));
  }

  static boolean isYear(ScanText text, int at) {
    int a = text.at(at);
    int b = text.at(at + 1);
    return ((a == '1' && b == '9') || (a == '2' && b == '0')) && text.at(at + 4) == ' ';
  }

  /** Passes what tells a door: {@code 84/92}, {@code 7/B}, {@code 7-II}, {@code 14 A 5}. */
  private static int stair(ScanText text, int from) {
    int i = from + 1;
    int mark = text.at(from);
    if (mark == '/' || (mark == '-' && (text.at(i) == 'I' || text.at(i) == 'V'))) {
      while (i - from < 5 && Ascii.isAlnum(text.at(i))) {
        i++;
      }
      return i > from + 1 ? i : from;
    }
    if (mark == ' ' && Ascii.isUpper(text.at(from - 1))) {
      while (i - from < 4 && Ascii.isDigit(text.at(i))) {
        i++;
      }
      return i > from + 1 && text.at(i) == ',' ? i : from;
    }
    return from;
  }

  static int houseNumber(ScanText text, int from) {
    int i = from;
    while (i - from < 6 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i == from) {
      return -1;
    }
    if (text.at(i) == ' ' && Ascii.isLetter(text.at(i + 1)) && !Ascii.isWord(text.at(i + 2))) {
      i += 2;
    } else if (Ascii.isLetter(text.at(i))) {
      i++;
    } else if (text.at(i) == '-' && Ascii.isDigit(text.at(i + 1))) {
      i += 2;
      while (i - from < 10 && Ascii.isDigit(text.at(i))) {
        i++;
      }
    }
    i = stair(text, i);
    return text.endsWord(i) && text.at(i) != '%' && text.at(i) != ':' ? i : -1;
  }
}
