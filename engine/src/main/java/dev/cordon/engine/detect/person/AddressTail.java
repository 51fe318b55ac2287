package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * What may follow a street and house number: a unit, the town, the state, the postal code, on the
 * same line or the next ones. The result is one number: the end, and what was found.
 */
final class AddressTail {
  static final int UNIT = 1;
  static final int TOWN = 2;
  static final int STATE = 4;
  static final int CODE = 8;

  private static final int PARTS = 7;
  private static final int TOWN_WORDS = 4;

  private static final String STATES =
      " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM"
          + " NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP"
          + " ON QC BC AB MB SK NS NB NL PE YT NT NU NSW VIC QLD WA SA TAS ACT ";

  private static final String[] UNITS = {
    "apartment",
    "apt",
    "suite",
    "ste",
    "unit",
    "floor",
    "fl",
    "room",
    "rm",
    "building",
    "bldg",
    "flat",
    "level",
    "lot",
    "etg",
    "lgh",
  };

  private AddressTail() {}

  static int end(long tail) {
    return (int) (tail >>> 8);
  }

  static int found(long tail) {
    return (int) tail & 0xff;
  }

  /** Parses what follows a place. */
  static long parse(ScanText text, int from) {
    int end = from;
    int sure = 0;
    int maybe = 0;
    int at = from;
    for (int part = 0; part < PARTS; part++) {
      int begin = gap(text, at);
      boolean separated = begin > at + 1 || (begin > at && text.at(at) != ' ');
      if (begin == at) {
        break;
      }
      int next;
      if ((next = unit(text, begin)) > 0) {
        sure |= UNIT | maybe;
        end = next;
      } else if ((next = code(text, begin)) > 0
          && (separated || maybe != 0 || text.at(at) == ' ')) {
        sure |= CODE | maybe;
        end = next;
        int town = text.at(next) == ' ' ? town(text, next + 1) : -1;
        if (maybe == 0 && town > 0) {
          sure |= TOWN;
          end = town;
        } else if (maybe == 0 && !separated) {
          return result(from, 0);
        }
        break;
      } else if ((next = state(text, begin)) > 0) {
        sure |= STATE | maybe;
        end = next;
      } else if ((next = town(text, begin)) > 0) {
        boolean closed = isClosed(text, next);
        maybe |= TOWN;
        if (separated && closed && (maybe & sure & TOWN) == 0) {
          sure |= TOWN;
          end = next;
        }
      } else {
        break;
      }
      at = next;
    }
    return result(end, sure);
  }

  private static long result(int end, int found) {
    return (long) end << 8 | found;
  }

  private static boolean isClosed(ScanText text, int i) {
    int b = text.at(i);
    return b < 0
        || b == '.'
        || (b == ' ' && text.at(i + 1) == '-')
        || b == '\n'
        || b == '\r'
        || b == ';'
        || b == ')'
        || b == '"'
        || b == ',';
  }

  /** Passes a comma, blanks and at most two line ends. */
  private static int gap(ScanText text, int from) {
    int i = from;
    int lines = 0;
    while (i - from < 12) {
      int b = text.at(i);
      if (b == '\n') {
        if (++lines > 2) {
          break;
        }
      } else if (b == '\\' && text.at(i + 1) == 'n') {
        i++;
      } else if (b == '-' && text.at(i - 1) == ' ' && text.at(i + 1) == ' ') {
        i++;
        continue;
      } else if (b != ' ' && b != '\r' && !(b == ',' && i - from < 2) && b != '\t') {
        break;
      }
      i++;
    }
    return i;
  }

  static int unit(ScanText text, int at) {
    int i = at;
    if (text.at(at) == '#') {
      i = at + 1;
    } else if (Ascii.isDigit(text.at(at))) {
      return storey(text, at + 1);
    } else {
      int word = word(text, at);
      if (word < 0) {
        return -1;
      }
      i = word;
      while (i - word < 3 && (text.at(i) == '.' || text.at(i) == ' ' || text.at(i) == '#')) {
        i++;
      }
    }
    int start = i;
    boolean digit = false;
    while (i - start < 6 && (Ascii.isAlnum(text.at(i)) || text.at(i) == '-')) {
      digit |= Ascii.isDigit(text.at(i));
      i++;
    }
    return i > start && (digit || i == start + 1) && text.endsWord(i) ? i : -1;
  }

  /** Returns the end of {@code 2. tv}, {@code 3º B} behind the digit, or -1. */
  private static int storey(ScanText text, int at) {
    int i = at;
    if (text.at(at) == '.' && text.at(at + 1) == ' ') {
      i = at + 2;
      int a = text.at(i);
      int b = text.at(i + 1);
      boolean side = (a == 't' && (b == 'v' || b == 'h')) || (a == 'm' && b == 'f');
      boolean floor = (a == 's' && b == 'a') || (a == 'e' && b == 't');
      int end = side ? i + 2 : floor ? i + 3 : -1;
      return end > 0 && text.endsWord(end) ? end : -1;
    }
    if (text.at(at) != 0xc2 || (text.at(at + 1) != 0xba && text.at(at + 1) != 0xaa)) {
      return -1;
    }
    i = at + 2;
    if (text.at(i) == ' ' && Ascii.isAlnum(text.at(i + 1))) {
      i++;
      while (i - at < 8 && Ascii.isAlnum(text.at(i))) {
        i++;
      }
    }
    return i;
  }

  /** Returns the end of a word for a unit at a place, or -1. */
  private static int word(ScanText text, int at) {
    for (String unit : UNITS) {
      int i = 0;
      while (i < unit.length() && Ascii.lower(text.at(at + i)) == unit.charAt(i)) {
        i++;
      }
      if (i == unit.length() && !Ascii.isLetter(text.at(at + i))) {
        return at + i;
      }
    }
    return -1;
  }

  /** Returns the end of a postal code at a place, or -1. */
  static int code(ScanText text, int at) {
    int i = at;
    int prefix = at;
    while (prefix - at < 3 && Ascii.isUpper(text.at(prefix))) {
      prefix++;
    }
    if (prefix > at && text.at(prefix) == '-' && Ascii.isDigit(text.at(prefix + 1))) {
      i = prefix + 1; // D-10115, NO-0184
    } else if (prefix > at) {
      return letterCode(text, at, prefix);
    }
    int first = i;
    while (Ascii.isDigit(text.at(i)) && i - first < 7) {
      i++;
    }
    int digits = i - first;
    if (digits == 5 && text.at(i) == '-' && digitsFrom(text, i + 1) == 4) {
      return text.endsWord(i + 5) ? i + 5 : -1;
    }
    if ((digits == 5 || digits == 4) && text.at(i) == '-' && digitsFrom(text, i + 1) == 3) {
      return text.endsWord(i + 4) ? i + 4 : -1; // 01310-100 São Paulo, 1200-093 Lisboa
    }
    if (digits == 3 && text.at(i) == ' ' && digitsFrom(text, i + 1) == 2) {
      return text.endsWord(i + 3) ? i + 3 : -1; // 123 45 Stockholm
    }
    if (digits == 4 && text.at(i) == ' ' && isUpperPair(text, i + 1)) {
      return i + 3; // 1012 AB Amsterdam
    }
    if (digits == 2 && text.at(i) == '-' && digitsFrom(text, i + 1) == 3) {
      return text.endsWord(i + 4) ? i + 4 : -1; // 00-950 Warszawa
    }
    return (digits == 4 || digits == 5 || digits == 6) && text.endsWord(i) ? i : -1;
  }

  private static boolean isUpperPair(ScanText text, int at) {
    return Ascii.isUpper(text.at(at)) && Ascii.isUpper(text.at(at + 1)) && text.endsWord(at + 2);
  }

  /** A British or Canadian postal code. */
  static int letterCode(ScanText text, int at, int letters) {
    if (letters - at > 2 || !Ascii.isDigit(text.at(letters))) {
      return -1;
    }
    int i = letters + 1;
    if (Ascii.isAlnum(text.at(i)) && text.at(i) != ' ' && !Ascii.isLower(text.at(i))) {
      i++;
    }
    if (text.at(i) == ' ') {
      i++;
    }
    boolean canada = letters == at + 1 && Ascii.isUpper(text.at(letters + 1));
    boolean british =
        Ascii.isDigit(text.at(i)) && isInward(text.at(i + 1)) && isInward(text.at(i + 2));
    boolean canadian =
        canada
            && Ascii.isDigit(text.at(i))
            && Ascii.isUpper(text.at(i + 1))
            && Ascii.isDigit(text.at(i + 2));
    return (british || canadian) && text.endsWord(i + 3) ? i + 3 : -1;
  }

  private static boolean isInward(int b) {
    return Ascii.isUpper(b) && "CIKMOV".indexOf(b) < 0;
  }

  private static int digitsFrom(ScanText text, int at) {
    int i = at;
    while (Ascii.isDigit(text.at(i)) && i - at < 6) {
      i++;
    }
    return i - at;
  }

  /** Returns the end of the short form of a state at a place, or -1. */
  static int state(ScanText text, int at) {
    int i = at;
    while (i - at < 4 && Ascii.isUpper(text.at(i))) {
      i++;
    }
    if (i - at < 2 || i - at > 3 || !text.endsWord(i)) {
      return -1;
    }
    for (int k = 0; (k = STATES.indexOf(' ', k)) >= 0 && k + 3 < STATES.length(); k++) {
      int n = 0;
      while (n < i - at && STATES.charAt(k + 1 + n) == text.at(at + n)) {
        n++;
      }
      if (n == i - at && STATES.charAt(k + 1 + n) == ' ') {
        return i;
      }
    }
    return -1;
  }

  /** Returns the end of the name of a town at a place, or -1. */
  static int town(ScanText text, int at) {
    int i = at;
    int end = -1;
    for (int words = 0; words < TOWN_WORDS; words++) {
      long word = NameWord.read(text, i);
      boolean link = NameWord.form(word) == NameWord.LOWER && isLink(text, i, NameWord.end(word));
      if (!link && (!NameWord.isCapital(word) || isNoTown(word))) {
        break;
      }
      if (NameWord.form(word) == NameWord.UPPER && state(text, i) > 0) {
        break;
      }
      i = NameWord.end(word);
      end = link ? end : i;
      int joint = text.at(i);
      if (joint == '.' && text.at(i + 1) == ' ' && i - at < 4) {
        i++; // St. Louis
        joint = ' ';
      }
      if (joint != ' ' && joint != '-') {
        break;
      }
      i++;
    }
    return end;
  }

  private static boolean isNoTown(long word) {
    return NameWord.is(word, Lexicon.BEFORE) && !NameWord.is(word, Lexicon.NAME | Lexicon.PLACE);
  }

  /** Small words inside towns: {@code Stratford upon Avon}, {@code Frankfurt am Main}. */
  private static boolean isLink(ScanText text, int at, int end) {
    int length = end - at;
    int a = text.at(at);
    int b = text.at(at + 1);
    return (length == 2
            && ((a == 'd' && (b == 'e' || b == 'u' || b == 'i'))
                || (a == 'a' && b == 'm')
                || (a == 'l' && (b == 'a' || b == 'e'))))
        || (length == 4 && a == 'u' && b == 'p');
  }
}
