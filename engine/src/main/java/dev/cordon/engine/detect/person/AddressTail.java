package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * What goes on behind an address that is sure, and what leads to it: districts and towns behind
 * commas, with what shortens them ({@code , Kec. Bangsalsari, Jember}), and the number of a house
 * before its first comma ({@code D-42, Sector 19}).
 */
final class AddressTail {
  private static final int PARTS = 5;
  private static final int WORDS = 4;
  private static final int SHORT = 6;

  /** Longer words are no part of a town's name, bytes. */
  private static final int LONGEST = 20;

  private AddressTail() {}

  /** Returns where an address ends that surely goes to a place. */
  static int end(ScanText text, int from) {
    int behind = text.at(from) == ' ' ? code(text, from + 1) : -1;
    int end = Math.max(from, behind); // Llanelli SA14
    for (int n = 0; n < PARTS; n++) {
      int at = gap(text, end);
      int stop = at < 0 ? -1 : part(text, at);
      stop = at < 0 || stop >= 0 ? stop : code(text, at);
      stop = at < 0 || stop >= 0 ? stop : AddressDetail.end(text, at);
      if (stop < 0) {
        break;
      }
      end = stop;
    }
    int town = inTown(text, end);
    return brackets(text, town > 0 ? town : end);
  }

  /** Returns the end of {@code charlotte nc 28277} and {@code , leeds ls8 3pq}, or -1. */
  static int small(ScanText text, int end) {
    int at = end;
    for (int words = 0; words <= WORDS; words++) {
      at += text.at(at) == ',' ? 1 : 0;
      if (text.at(at) != ' ') {
        return -1;
      }
      at++;
      int code = smallCode(text, at);
      if (code > 0) {
        return words > 0 ? code : -1;
      }
      int stop = at;
      while (stop - at < LONGEST && Ascii.isLower(text.at(stop))) {
        stop++;
      }
      if (stop == at) {
        return -1;
      }
      at = stop;
    }
    return -1;
  }

  /** Returns the end of an American state with its code or of a British code, or -1. */
  private static int smallCode(ScanText text, int at) {
    int i = at;
    while (i - at < 3 && Ascii.isLower(text.at(i))) {
      i++;
    }
    int letters = i - at;
    if (text.at(i) == ' ') {
      int zip = AddressNumber.digits(text, i + 1, 6);
      boolean state = zip == i + 6 && AddressNumber.state(text, at) == i;
      return state && text.endsWord(zip) ? zip : -1;
    }
    if (letters == 0 || letters > 2 || !Ascii.isDigit(text.at(i))) {
      return -1;
    }
    i += Ascii.isAlnum(text.at(i + 1)) ? 2 : 1;
    boolean half = text.at(i) == ' ' && Ascii.isDigit(text.at(i + 1));
    boolean british = half && Ascii.isLower(text.at(i + 2)) && Ascii.isLower(text.at(i + 3));
    return british && text.endsWord(i + 4) ? i + 4 : -1;
  }

  /** Takes {@code in Hermanus}, {@code te Amsterdam}: one word, and a name no sentence has. */
  private static int inTown(ScanText text, int end) {
    int at = end + 1;
    while (at - end < 4 && (Ascii.isLower(text.at(at)) || text.at(at) >= 0x80)) {
      at++;
    }
    boolean lead = at > end + 1 && AddressWord.isLedTo(text, at + 1);
    if (text.at(end) != ' ' || text.at(at) != ' ' || !lead) {
      return -1;
    }
    int code = AddressNumber.code(text, at + 1);
    int name = code > 0 && text.at(code) == ' ' ? code + 1 : at + 1;
    long word = NameWord.read(text, name);
    int other = Lexicon.BEFORE | Lexicon.DEED | Lexicon.WORD | Lexicon.GIVEN;
    boolean town = NameWord.is(word, Lexicon.PLACE) || !NameWord.is(word, other);
    return NameWord.isCapital(word) && town && isLast(text, NameWord.end(word))
        ? NameWord.end(word)
        : -1;
  }

  /** Takes {@code (3e verdieping)}. */
  private static int brackets(ScanText text, int end) {
    if (text.at(end) != ' ' || text.at(end + 1) != '(') {
      return end;
    }
    int stop = AddressDetail.end(text, end + 2);
    return stop > 0 && text.at(stop) == ')' ? stop + 1 : end;
  }

  /** Returns the end of the first half of a British code, or of {@code ZTN 1412}; or -1. */
  private static int code(ScanText text, int from) {
    int i = from;
    while (i - from < 4 && Ascii.isUpper(text.at(i))) {
      i++;
    }
    int letters = i - from;
    i += letters > 0 && (text.at(i) == ' ' || text.at(i) == '-') ? 1 : 0;
    int digits = AddressNumber.digits(text, i, 6);
    int end = digits;
    end += letters < 3 && digits == i + 1 && Ascii.isUpper(text.at(end)) ? 1 : 0;
    return letters > 0 && letters < 4 && digits > i && isLast(text, end) ? end : -1;
  }

  /** Passes a comma with its blank, also behind the dot of what is shortened. */
  private static int gap(ScanText text, int end) {
    int comma = text.at(end) == '.' ? end + 1 : end;
    if (text.at(comma) == ',' && text.at(comma + 1) == ' ') {
      return comma + 2;
    }
    boolean shortened = comma > end && text.at(comma) == ' ' && isShort(text, end);
    return shortened && isName(text, comma + 1) ? comma + 1 : -1;
  }

  /** Tells whether a word of some letters with a capital ends before a dot. */
  private static boolean isShort(ScanText text, int dot) {
    int start = NameWord.startBefore(text, dot);
    return start >= 0
        && dot - start < SHORT
        && dot - start > 1
        && !NameWord.is(NameWord.read(text, start), Lexicon.NAME | Lexicon.PLACE);
  }

  private static boolean isName(ScanText text, int at) {
    return NameWord.isCapital(NameWord.read(text, at));
  }

  /** Returns the end of a district, a town or its code, or -1. */
  private static int part(ScanText text, int from) {
    if (Ascii.isDigit(text.at(from))) {
      return number(text, from);
    }
    int at = from;
    int end = -1;
    for (int words = 0; words < WORDS; words++) {
      if (Ascii.isDigit(text.at(at)) && words > 0) {
        int code = AddressNumber.digits(text, at, 7);
        return code - at >= 2 && isLast(text, code) ? code : end;
      }
      int code = words > 0 ? code(text, at) : -1;
      if (code > 0) {
        return code; // Pomeroy Street, London SE14
      }
      long word = NameWord.read(text, at);
      int stop = NameWord.end(word);
      boolean small = words > 0 && (AddressWord.flags(text, at, stop) & AddressWord.SMALL) != 0;
      if (stop <= at || (!NameWord.isCapital(word) && !small)) {
        break;
      }
      if (words == 0 && !begins(word)) {
        return -1;
      }
      end = small ? end : stop;
      boolean dotted = text.at(stop) == '.' && text.at(stop + 1) == ' ' && stop - at < SHORT;
      boolean more = dotted && isName(text, stop + 2);
      int next = more ? stop + 1 : stop;
      if (text.at(next) != ' ' && text.at(next) != '-') {
        break;
      }
      at = next + 1;
    }
    return end > from && isLast(text, end) ? end : -1;
  }

  /** Tells whether a word may begin a place's name: no sentence and no person begins with it. */
  private static boolean begins(long word) {
    boolean place = NameWord.is(word, Lexicon.PLACE);
    return place
        || !NameWord.is(word, Lexicon.GIVEN | Lexicon.BEFORE | Lexicon.DEED | Lexicon.ORGANISATION);
  }

  /** {@code , 24, 68161 Mannheim}: a number and then a code; {@code , 10414}: a code alone. */
  private static int number(ScanText text, int from) {
    int digits = AddressNumber.digits(text, from, 7);
    int behind = text.at(digits);
    if (digits - from >= 5 && digits - from <= 6 && behind != ' ' && isLast(text, digits)) {
      return digits;
    }
    int end = AddressNumber.house(text, from);
    int next = end > 0 && text.at(end) == ',' && text.at(end + 1) == ' ' ? end + 2 : -1;
    int code = next < 0 ? -1 : AddressNumber.code(text, next);
    return code > 0 && text.at(code) == ' ' && isName(text, code + 1)
        ? NameWord.end(NameWord.read(text, code + 1))
        : -1;
  }

  private static boolean isLast(ScanText text, int end) {
    int b = text.at(end);
    return !Ascii.isWord(b) && b != '(' && b != '@' && b != '=' && b != ':' && b != '/';
  }

  /** Returns where the number of a house begins that a comma parts from what follows. */
  static int start(ScanText text, int from) {
    if (text.at(from - 1) != ' ' || text.at(from - 2) != ',') {
      return from;
    }
    int end = from - 2;
    int i = end;
    int digits = 0;
    while (end - i < 10 && (Ascii.isAlnum(text.at(i - 1)) || isJoint(text.at(i - 1)))) {
      i--;
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
    }
    int before = text.at(i - 1);
    boolean alone = before < 0 || Ascii.isBlank(before) || before == '"' || before == ':';
    boolean letter = Ascii.isUpper(text.at(i)) && !Ascii.isLower(text.at(i + 1));
    return alone && digits > 0 && letter && i < end ? i : from;
  }

  private static boolean isJoint(int b) {
    return b == '-' || b == '/';
  }
}
