package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/** Numbers of houses and postal codes. */
final class AddressNumber {
  private static final int MOST_DIGITS = 6;

  private static final String STATES =
      " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM"
          + " NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP AP AE AA"
          + " ON QC BC AB MB SK NS NB NL PE YT NT NU NSW VIC QLD SA TAS ACT ";

  private static final WordSet UNITS =
      new WordSet(
          "mm", "cm", "km", "mg", "ml", "ghz", "mhz", "kw", "kwh", "rpm", "psi", "lb", "lbs", "oz",
          "m²", "m2");

  private AddressNumber() {}

  /** Returns the end of a house number: {@code 10}, {@code 12 B}, {@code 44/2/11}, or -1. */
  static int house(ScanText text, int from) {
    int i = digits(text, from, MOST_DIGITS);
    if (i == from || Ascii.isDigit(text.at(i))) {
      return -1;
    }
    boolean none = i - from == 1 && text.at(from) == '0';
    if (none || (text.at(i) == ' ' && isUnit(text, i + 1))) {
      return -1;
    }
    int end = door(text, i);
    while (end > i) {
      i = end;
      end = door(text, i);
    }
    int b = text.at(i);
    int next = text.at(i + 1);
    boolean other =
        b == '%'
            || (b == ':' && Ascii.isDigit(next))
            || b == '@'
            || b == '='
            || ((b == '.' || b == ',') && Ascii.isDigit(next))
            || (b == '\'' && Ascii.isAlnum(next));
    return text.endsWord(i) && !other ? i : -1;
  }

  /** Tells what is measured, {@code Spring Washer 8 mm}, from a house. */
  private static boolean isUnit(ScanText text, int at) {
    int end = UNITS.end(text, at);
    return end > 0 && text.endsWord(end);
  }

  /** Passes one more part of a house number, or returns the place itself. */
  private static int door(ScanText text, int at) {
    int b = text.at(at);
    int next = text.at(at + 1);
    if (Ascii.isLetter(b) && !Ascii.isWord(next)) {
      return at + 1;
    }
    if (b == ' '
        && Ascii.isLetter(next)
        && text.at(at + 2) != '.'
        && !Ascii.isWord(text.at(at + 2))) {
      boolean door = Ascii.isUpper(next) && text.at(at + 2) < 0x80 && text.at(at + 2) != '\'';
      return door && Ascii.isDigit(text.at(at - 1)) ? at + 2 : at;
    }
    if (b == ' ' && Ascii.isDigit(next) && text.at(at + 2) == '/' && next < '4') {
      return Ascii.isDigit(text.at(at + 3)) && text.endsWord(at + 4) ? at + 4 : at; // 1127 1/2
    }
    if ((b == '/' || b == '-') && Ascii.isAlnum(next)) {
      int end = at + 1;
      while (end - at < 5 && Ascii.isAlnum(text.at(end))) {
        end++;
      }
      return Ascii.isWord(text.at(end)) ? at : end;
    }
    if (b == ' '
        && (next == 'b' || next == 't')
        && isWord(text, at + 1, next == 'b' ? "bis" : "ter")) {
      return at + 4;
    }
    return at;
  }

  private static boolean isWord(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return text.endsWord(at + word.length());
  }

  static boolean isYear(ScanText text, int at) {
    int century = text.at(at) * 256 + text.at(at + 1);
    return (century == '1' * 256 + '9' || century == '2' * 256 + '0')
        && digits(text, at, 5) == at + 4
        && text.endsWord(at + 4);
  }

  /** Returns the end of a postal code at a place, or -1. */
  static int code(ScanText text, int at) {
    int prefix = at;
    while (prefix - at < 3 && Ascii.isUpper(text.at(prefix))) {
      prefix++;
    }
    if (prefix > at && (text.at(prefix) != '-' || !Ascii.isDigit(text.at(prefix + 1)))) {
      return lettered(text, at, prefix);
    }
    int first = prefix > at ? prefix + 1 : at; // D-10115, NO-0184
    int i = digits(text, first, 7);
    int grouped = grouped(text, i, i - first);
    if (grouped > 0) {
      return text.endsWord(grouped) ? grouped : -1;
    }
    int count = i - first;
    return count >= 4 && count <= 6 && text.endsWord(i) && isFree(text, i) ? i : -1;
  }

  private static boolean isFree(ScanText text, int i) {
    int b = text.at(i);
    return b != '-'
        && b != '/'
        && b != ':'
        && b != '%'
        && (b != '.' || !Ascii.isDigit(text.at(i + 1)));
  }

  /** Returns the end of a code of two groups behind its first one, or -1. */
  private static int grouped(ScanText text, int i, int count) {
    int b = text.at(i);
    int second = digits(text, i + 1, 5) - i - 1;
    if (b == '-') {
      boolean code =
          (count == 5 && (second == 4 || second == 3))
              || (count == 4 && second == 3)
              || (count == 2 && second == 3);
      return code ? i + 1 + second : -1; // 10118-0110, 01310-100, 1200-093, 00-950
    }
    if (b == ' ' && count == 3 && second == 2) {
      return i + 3; // 123 45 Stockholm
    }
    boolean dutch = b == ' ' && count == 4 && isUpperPair(text, i + 1);
    return dutch ? i + 3 : -1; // 1012 AB Amsterdam
  }

  /** Tells whether a code has a form that other numbers don't have. */
  static boolean isFormed(ScanText text, int at, int end) {
    for (int i = at; i < end; i++) {
      if (!Ascii.isDigit(text.at(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUpperPair(ScanText text, int at) {
    return Ascii.isUpper(text.at(at)) && Ascii.isUpper(text.at(at + 1)) && text.endsWord(at + 2);
  }

  /** A British, Irish or Canadian postal code. */
  private static int lettered(ScanText text, int at, int letters) {
    if (letters - at > 2 || !Ascii.isDigit(text.at(letters))) {
      return -1;
    }
    int i = letters + 1;
    if (Ascii.isDigit(text.at(i)) || Ascii.isUpper(text.at(i))) {
      i++;
    }
    int group = text.at(i) == ' ' ? i + 1 : i;
    boolean british =
        Ascii.isDigit(text.at(group))
            && isInward(text.at(group + 1))
            && isInward(text.at(group + 2));
    boolean canadian =
        letters == at + 1
            && Ascii.isUpper(text.at(letters + 1))
            && Ascii.isDigit(text.at(group))
            && Ascii.isUpper(text.at(group + 1))
            && Ascii.isDigit(text.at(group + 2));
    if ((british || canadian) && text.endsWord(group + 3)) {
      return group + 3;
    }
    boolean irish = letters == at + 1 && i == letters + 2 && group == i + 1;
    for (int k = group; irish && k < group + 4; k++) {
      irish = Ascii.isUpper(text.at(k)) || Ascii.isDigit(text.at(k));
    }
    return irish && text.endsWord(group + 4) ? group + 4 : -1; // D05 XK21
  }

  private static boolean isInward(int b) {
    return Ascii.isUpper(b) && "CIKMOV".indexOf(b) < 0;
  }

  static int digits(ScanText text, int at, int most) {
    int i = at;
    while (i - at < most && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return i;
  }

  /** Returns the end of the short form of a state at a place, in letters of any case, or -1. */
  static int state(ScanText text, int at) {
    int i = at;
    while (i - at < 4 && Ascii.isLetter(text.at(i))) {
      i++;
    }
    if (i - at < 2 || i - at > 3 || !text.endsWord(i)) {
      return -1;
    }
    for (int k = 0; (k = STATES.indexOf(' ', k)) >= 0 && k + 3 < STATES.length(); k++) {
      int n = 0;
      while (n < i - at && STATES.charAt(k + 1 + n) == (text.at(at + n) & ~0x20)) {
        n++;
      }
      if (n == i - at && STATES.charAt(k + 1 + n) == ' ') {
        return i;
      }
    }
    return -1;
  }
}
