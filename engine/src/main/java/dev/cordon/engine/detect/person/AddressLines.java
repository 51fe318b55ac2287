package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * Looks back from a postal code over the parts of an address, between commas or line ends, for the
 * one that it begins with: {@code Unit 1204, Tower 2, Pioneer Woodlands, Mandaluyong City 1550}.
 */
final class AddressLines {
  private static final int PARTS = 6;
  private static final int WORDS = 6;
  private static final int LONGEST_WORD = 24;

  /** No part that begins farther off is read; bytes. */
  private static final int FARTHEST = 150;

  private AddressLines() {}

  /**
   * Returns where the address begins whose code or town stands at a place, or the place.
   *
   * @param strict whether a kind of street, flat or house, or a number in front must be named
   */
  static int begin(ScanText text, int code, boolean strict) {
    int stop = code;
    int best = code;
    for (int n = 0; n < PARTS; n++) {
      int end = separator(text, stop);
      if (end == stop || code - end > FARTHEST) {
        break;
      }
      int begin = end;
      boolean strong = false;
      boolean open = false;
      boolean small = false;
      int first = end;
      for (int words = 0; words < WORDS && !open; words++) {
        int word = wordBefore(text, begin);
        if (word == begin) {
          break;
        }
        int kind = kind(text, word, begin, strict);
        open = kind < 0;
        if (!open) {
          int before = word - 1;
          open =
              kind == STRONG
                  && text.at(before) == ' '
                  && Ascii.isLower(text.at(wordBefore(text, before)))
                  && isBefore(text, word, begin);
          strong |= kind == STRONG || (kind == NUMBER && isOutside(text, word, begin, end, strict));
          small = kind == SMALL;
          first = small ? first : word;
          begin = word;
          if (text.at(word - 1) != ' ') {
            break;
          }
          begin--;
        }
      }
      open |= Ascii.isAlnum(text.at(first - 1)) || (small && !isBreak(text.at(begin - 1)));
      boolean alone =
          first < end
              && AddressNumber.digits(text, first, 1) == first
              && isOneWord(text, first, end);
      best = strong && first < end && !alone ? first : best;
      if (open || first == end) {
        break;
      }
      stop = first;
    }
    return best;
  }

  private static boolean isOneWord(ScanText text, int from, int to) {
    return wordBefore(text, to) == from;
  }

  /** Tells a kind of street that stands before its name. */
  private static boolean isBefore(ScanText text, int word, int end) {
    int flags = AddressWord.flags(text, word, end) & AddressWord.STREET;
    return flags == AddressWord.STREET_BEFORE;
  }

  private static final int SENTENCE = -1;
  private static final int NAME = 0;
  private static final int SMALL = 1;
  private static final int NUMBER = 2;
  private static final int STRONG = 3;

  private static int kind(ScanText text, int word, int end, boolean strict) {
    int b = text.at(word);
    if (Ascii.isDigit(b) || b == '#') {
      return NUMBER;
    }
    int stop = text.at(end - 1) == '.' ? end - 1 : end;
    int flags = AddressWord.flags(text, afterDot(text, word, stop), stop);
    if ((flags & AddressWord.SIDE) != 0 && (flags & AddressWord.STREET) == 0) {
      return NAME; // EG li.
    }
    int named = AddressWord.STREET | AddressWord.UNIT | AddressWord.BUILDING;
    boolean small = Ascii.isLower(b);
    boolean behind = (flags & named) == AddressWord.STREET_BEHIND; // port 8080
    if ((flags & named) != 0 && !(small && (behind || stop - word < 2))) {
      boolean counted = (flags & AddressWord.UNIT) == 0 || AddressWord.unitId(text, stop) > 0;
      return counted ? STRONG : small ? SMALL : NAME;
    }
    if (small) {
      return stop - word == 1 || (flags & AddressWord.SMALL) != 0 ? SMALL : SENTENCE;
    }
    long read = NameWord.read(text, word);
    boolean sentence = NameWord.is(read, Lexicon.BEFORE) && flags == 0;
    boolean ordinal = Ascii.isDigit(text.at(wordBefore(text, word - 1)));
    boolean technical = strict && !ordinal && NameWord.is(read, Lexicon.TECHNICAL) && flags == 0;
    return (b >= 0x80 && b < 0xc3) || sentence || technical ? SENTENCE : NAME;
  }

  /** Returns where the last part of {@code H.No} begins. */
  private static int afterDot(ScanText text, int word, int stop) {
    int i = stop;
    while (i > word && text.at(i - 1) != '.') {
      i--;
    }
    return i < stop ? i : word;
  }

  /** Tells whether a number stands first or last in its part, as a house's does. */
  private static boolean isOutside(ScanText text, int word, int end, int last, boolean strict) {
    int century = text.at(word) * 256 + text.at(word + 1);
    boolean year =
        (century == '1' * 256 + '9' || century == '2' * 256 + '0')
            && AddressNumber.digits(text, word, 5) == word + 4;
    boolean house = AddressNumber.house(text, word) >= end && !year;
    boolean first = text.at(end) == ' ' && text.at(word - 1) != ' ' && end - word < 6;
    return house && (first || (!strict && end == last && isName(text, word - 1)));
  }

  /** Tells {@code Alcalá, 45} and {@code Am Anger 12} from {@code Java 8}. */
  private static boolean isName(ScanText text, int end) {
    int begin = text.at(end) == ' ' ? NameWord.startBefore(text, end) : -1;
    long word = begin < 0 ? 0 : NameWord.read(text, begin);
    return NameWord.form(word) == NameWord.CAPITAL
        && end - begin > 3
        && !NameWord.is(word, Lexicon.WORD);
  }

  private static int wordBefore(ScanText text, int end) {
    int begin = end;
    while (end - begin < LONGEST_WORD && isPartOfWord(text.at(begin - 1))) {
      begin--;
    }
    return end - begin < LONGEST_WORD ? begin : end;
  }

  /** Returns where the part before ends, or the place if nothing separates them. */
  private static int separator(ScanText text, int at) {
    int i = at;
    boolean separated = false;
    while (at - i < 6) {
      int b = text.at(i - 1);
      boolean dash = b == '-' && text.at(i) == ' ' && text.at(i - 2) == ' ';
      boolean comma = isBreak(b) && b != '\t';
      if (!dash && !comma && b != ' ') {
        break;
      }
      separated |= dash || comma;
      i--;
    }
    int b = text.at(i - 1);
    return separated && (Ascii.isAlnum(b) || b >= 0x80 || b == '.') ? i : at;
  }

  private static boolean isBreak(int b) {
    return b == ',' || b == '\n' || b == '\r' || b < 0;
  }

  private static boolean isPartOfWord(int b) {
    return Ascii.isAlnum(b)
        || b >= 0x80
        || b == '-'
        || b == '/'
        || b == '\''
        || b == '.'
        || b == '#';
  }
}
