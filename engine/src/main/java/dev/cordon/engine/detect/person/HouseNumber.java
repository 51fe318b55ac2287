package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** The number of a house, before its street or behind. */
final class HouseNumber {
  private static final int STREET_WORDS = 4;

  private HouseNumber() {}

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
      if (text.at(end - 1) == ',' && words > 0) {
        return spelt(text, end - 1);
      }
      int begin = end;
      while (end - begin < 24 && isStreetByte(text.at(begin - 1))) {
        begin--;
      }
      if (begin == end || text.at(begin - 1) == '\'') {
        return -1;
      }
      if (AddressNumber.house(text, begin) >= end) {
        if (words == 0 && text.at(street) != 'B') {
          return -1; // "12 Street": only Broadway has no other name
        }
        begin = wholeBefore(text, begin);
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

  /** Returns where the number of {@code no. 44/2, Hill Road} begins that ends at a comma, or -1. */
  private static int spelt(ScanText text, int comma) {
    int begin = comma;
    while (comma - begin < 8 && (Ascii.isAlnum(text.at(begin - 1)) || text.at(begin - 1) == '/')) {
      begin--;
    }
    int word = text.at(begin - 1) == ' ' ? begin - 2 : begin - 1;
    word -= text.at(word) == '.' ? 1 : 0;
    boolean number =
        text.at(word) == 'o'
            && (text.at(word - 1) | 0x20) == 'n'
            && !Ascii.isLetter(text.at(word - 2));
    return number && AddressNumber.house(text, begin) == comma ? begin : -1;
  }

  /** Returns where {@code 1127} begins before {@code 1/2}, or the place. */
  private static int wholeBefore(ScanText text, int fraction) {
    int begin = fraction - 1;
    if (text.at(fraction + 1) != '/' || text.at(begin) != ' ') {
      return fraction;
    }
    while (fraction - begin < 7 && Ascii.isDigit(text.at(begin - 1))) {
      begin--;
    }
    return begin < fraction - 1 && text.beginsWord(begin) ? begin : fraction;
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
      } else if (!isStreetByte(b) && b != ',') {
        return false;
      }
    }
    return false;
  }

  private static boolean isStreetByte(int b) {
    return Ascii.isAlnum(b) || b >= 0x80 || b == '.' || b == '-' || b == '\'' || b == '/';
  }

  private static boolean isStreetWord(ScanText text, int begin, int end) {
    if (Ascii.isDigit(text.at(begin))) {
      return end - begin < 7 && Ascii.isLower(text.at(end - 1)); // 5th
    }
    long word = NameWord.read(text, begin);
    return !NameWord.is(word, Lexicon.BEFORE)
        && (NameWord.form(word) != NameWord.LOWER || !NameWord.is(word, Lexicon.DEED));
  }

  /** Returns where a number begins that stands right before a place, or the place. */
  static int numberRightBefore(ScanText text, int street) {
    int end = street - 1;
    if (text.at(end) != ' ') {
      return street;
    }
    end = text.at(end - 1) == ',' ? end - 1 : end;
    if (text.at(end - 4) == ' ' && (isWord(text, end - 3, "bis") || isWord(text, end - 3, "ter"))) {
      end -= 4;
    }
    int begin = end;
    while (end - begin < 9 && (Ascii.isAlnum(text.at(begin - 1)) || text.at(begin - 1) == '-')) {
      begin--;
    }
    boolean number = begin < end && AddressNumber.house(text, begin) >= end;
    return number && text.beginsWord(begin) ? begin : street;
  }

  private static boolean isWord(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
