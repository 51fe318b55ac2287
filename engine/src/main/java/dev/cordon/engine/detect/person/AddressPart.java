package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * One part of an address, what stands between two commas or line ends: its end and what was seen in
 * it. Used again for the next part; not thread-safe.
 */
final class AddressPart {
  static final int NUMBER = 1;
  static final int CODE = 2;

  /** A code whose form other numbers don't have. */
  static final int FORMED = 4;

  /** Words with capitals. */
  static final int NAME = 8;

  static final int STREET = 16;
  static final int UNIT = 32;
  static final int BUILDING = 64;
  static final int COUNTRY = 128;
  static final int STATE = 256;

  /** Words in small letters that only a label makes part of an address. */
  static final int SMALL = 512;

  /** Ends before a word, not before a comma, a line's or a sentence's end. */
  static final int OPEN = 1024;

  /** A label: a word with a colon behind. */
  static final int LABEL = 2048;

  /** The last name is that of a large town, a province or a country. */
  static final int TOWN = 4096;

  private static final int TOKENS = 12;

  /** No token that begins farther off belongs to a part; bytes. */
  private static final int LONGEST = 120;

  private final StreetEnding endings;
  private int limit;
  private int reach;
  private boolean lenient;
  private int end;
  private int seen;
  private int lower;

  /** What was read last but counts only when something follows that must belong to it. */
  private int held;

  /** Where the first word in small letters ends that only a label makes part of an address. */
  private int firstHeld;

  /** Whether the kind of street stood first, as in {@code rue Haute}. */
  private boolean leading;

  /** Whether a town stands before the code. */
  private boolean townBefore;

  AddressPart(StreetEnding endings) {
    this.endings = endings;
  }

  /** Returns where what was read ends. */
  int end() {
    return end;
  }

  /** Returns what was seen. */
  int seen() {
    return seen;
  }

  boolean has(int what) {
    return (seen & what) != 0;
  }

  /**
   * Reads a part.
   *
   * @param in the text
   * @param from its first byte
   * @param sure what stands before belongs to it, whatever it is
   * @param labelled whether a label says that an address follows: then small letters are allowed
   */
  void read(ScanText in, int from, int sure, boolean labelled) {
    read(in, from, sure, labelled, from + LONGEST);
  }

  /** Reads a part that ends at a place at the latest. */
  void read(ScanText in, int from, int sure, boolean labelled, int before) {
    limit = before;
    reach = sure;
    lenient = labelled;
    end = from;
    seen = 0;
    lower = 0;
    held = 0;
    firstHeld = 0;
    leading = false;
    townBefore = false;
    tokens(in, from);
    if (lenient && leading && !has(OPEN) && lower > 0 && (seen & NAME) == 0) {
      end = Math.max(end, held); // 22 rue victor hugo
    } else if (lenient && leading && has(NUMBER) && has(SMALL) && (seen & NAME) == 0) {
      end = Math.max(end, firstHeld); // 22 rue hugo call me
    }
  }

  private void tokens(ScanText text, int from) {
    int at = from;
    for (int n = 0; n < TOKENS; n++) {
      int next = token(text, at);
      if (next < 0) {
        seen |= n == 0 || text.at(at - 1) == ' ' ? OPEN : 0;
        return;
      }
      int b = text.at(next);
      if (b == ',' && next < reach && text.at(next + 1) == ' ') {
        b = text.at(++next); // 17, rue Haute
      }
      if (b == '\'' && text.at(next + 1) == 's' && !Ascii.isWord(text.at(next + 2))) {
        next += 2; // King's Lane
        b = text.at(next);
      }
      if (b == '.' && (next < reach || isAbbreviation(text, next))) {
        end = end == next && Ascii.isLower(text.at(next + 2)) ? next + 1 : end;
        next++;
        b = text.at(next);
      }
      if (b == '/' && text.at(next + 1) == ' ') {
        next++; // C/ Mayor
        b = ' ';
      }
      boolean glued = b == '-' || b == '/' || b == '\'' || text.at(next - 1) == '.';
      if (b == ' ' || b == '-' || b == '/' || b == '\'') {
        at = next + 1;
      } else if (glued && (Ascii.isAlnum(b) || b >= 0xc3)) {
        at = next; // M.G. Road
      } else {
        return;
      }
      if (at >= limit) {
        return;
      }
      int c = text.at(at);
      if (!Ascii.isAlnum(c) && c < 0x80 && c != '#') {
        return;
      }
    }
  }

  private boolean isAbbreviation(ScanText text, int dot) {
    int b = text.at(dot + 1);
    boolean goesOn = b == ' ' ? text.at(dot + 2) != ' ' : Ascii.isAlnum(b) || b == ',' || b >= 0xc3;
    int start = NameWord.startBefore(text, dot);
    if (!goesOn || start < 0) {
      return Ascii.isDigit(text.at(dot - 1)) && b == ' ' && isStorey(text, dot + 2);
    }
    int flags = AddressWord.flags(text, start, dot);
    return dot - start < 3
        || endings.of(text, start, dot + 1) == StreetEnding.STRONG
        || (flags & ~AddressWord.COUNTRY) != 0
        || NameWord.read(text, start) == 0;
  }

  private boolean isStorey(ScanText text, int at) {
    int stop = NameWord.end(NameWord.read(text, at));
    return (AddressWord.flags(text, at, stop) & AddressWord.SIDE) != 0;
  }

  /** Passes a token; -1 if it does not belong to an address. */
  private int token(ScanText text, int at) {
    int b = text.at(at);
    if (Ascii.isDigit(b)) {
      return digits(text, at);
    }
    if (b == '#') {
      int id = AddressWord.unitId(text, at + 1);
      return id < 0 ? -1 : take(id, UNIT);
    }
    return Ascii.isLetter(b) || b >= 0xc3 ? word(text, at) : -1;
  }

  private int digits(ScanText text, int at) {
    int code = AddressNumber.code(text, at);
    if (code > 0 && AddressNumber.isFormed(text, at, code)) {
      return take(code, CODE | FORMED);
    }
    int ordinal = AddressNumber.digits(text, at, 4);
    int mark = text.at(ordinal) == '.' ? ordinal + 1 : ordinal;
    if (text.at(mark) == 0xc2 && (text.at(mark + 1) == 0xba || text.at(mark + 1) == 0xaa)) {
      return take(side(text, mark + 2), UNIT); // 3.º B
    }
    int house = AddressNumber.house(text, at);
    if (code > 0 && house == code) {
      return take(code, CODE | NUMBER);
    }
    if (house > 0) {
      return storey(text, house);
    }
    int suffix = ordinal;
    while (suffix - ordinal < 3 && Ascii.isLower(text.at(suffix))) {
      suffix++;
    }
    return suffix - ordinal > 1 && text.endsWord(suffix) ? take(suffix, NAME) : -1; // 3rd
  }

  /** Takes {@code B} or {@code izq.} behind a storey. */
  private int side(ScanText text, int at) {
    if (text.at(at) != ' ') {
      return Ascii.isUpper(text.at(at)) && text.endsWord(at + 1) ? at + 1 : at; // 2ºA
    }
    int stop = NameWord.end(NameWord.read(text, at + 1));
    boolean letter = stop == at + 2 && Ascii.isUpper(text.at(at + 1));
    return letter || isStorey(text, at + 1) ? stop : at;
  }

  private int storey(ScanText text, int house) {
    boolean ordinal = text.at(house) == '.' && text.at(house + 1) == ' ';
    if (ordinal && isStorey(text, house + 2)) {
      return take(NameWord.end(NameWord.read(text, house + 2)), UNIT); // 2. th.
    }
    return take(house, NUMBER);
  }

  private int word(ScanText text, int at) {
    if (text.at(at + 1) == '\'' && (text.at(at) == 'l' || text.at(at) == 'd')) {
      return Ascii.isLetter(text.at(at + 2)) || text.at(at + 2) >= 0xc3 ? at + 1 : -1; // l'Odéon
    }
    int lettered = Ascii.isUpper(text.at(at)) ? AddressNumber.code(text, at) : -1;
    if (lettered > 0) {
      return take(lettered, CODE | FORMED);
    }
    long word = NameWord.read(text, at);
    int stop = NameWord.end(word);
    int form = NameWord.form(word);
    if (form == NameWord.OTHER) {
      int unit = stop == at ? -1 : unit(text, at, stop);
      int code = unit > 0 || !leading ? -1 : lettered(text, at);
      return unit > 0 ? unit : code > 0 ? take(code, NUMBER) : script(text, at);
    }
    int flags = AddressWord.flags(text, at, stop);
    int unit = (flags & AddressWord.UNIT) != 0 ? unit(text, at, stop) : -1;
    if (unit > 0) {
      return unit;
    }
    if ((flags & AddressWord.SIDE) != 0 && (seen & (NUMBER | UNIT)) != 0) {
      return take(stop, UNIT);
    }
    if (text.at(stop) == ':' && stop >= reach) {
      seen |= LABEL;
      return -1;
    }
    return form == NameWord.LOWER ? lower(text, at, stop, flags) : capital(text, at, word, flags);
  }

  /** Returns the end of a street's name of letters and digits, {@code SS2/24}, or -1. */
  private static int lettered(ScanText text, int at) {
    int i = at;
    boolean digit = false;
    boolean joined = false;
    while (i - at < 10 && (Ascii.isUpper(text.at(i)) || isJoinedDigit(text, i))) {
      digit |= Ascii.isDigit(text.at(i));
      joined |= text.at(i) == '/';
      i++;
    }
    return digit && joined && i > at && text.endsWord(i) ? i : -1;
  }

  private static boolean isJoinedDigit(ScanText text, int i) {
    int b = text.at(i);
    return Ascii.isDigit(b) || ((b == '/' || b == '-') && Ascii.isDigit(text.at(i + 1)));
  }

  private int unit(ScanText text, int at, int stop) {
    int id = AddressWord.unitId(text, stop);
    boolean known = (AddressWord.flags(text, at, stop) & AddressWord.UNIT) != 0;
    return known && id > 0 ? take(id, UNIT) : -1;
  }

  private int lower(ScanText text, int at, int stop, int flags) {
    if (stop == at + 1 && text.at(stop) == '/' && Ascii.isLower(text.at(stop + 1))) {
      return text.endsWord(stop + 2) ? take(stop + 2, UNIT) : -1; // r/c
    }
    if ((flags & AddressWord.STREET) != 0 && (at <= reach || stop - at > 2 || lenient)) {
      leading |= (seen & (NAME | SMALL)) == 0 && (flags & AddressWord.STREET_BEFORE) != 0;
      boolean small =
          !leading
              && (flags & (AddressWord.STREET_BEHIND | AddressWord.STREET_AFTER))
                  == AddressWord.STREET_BEHIND;
      return take(stop, small ? STREET | SMALL : STREET);
    }
    if ((flags & (AddressWord.SMALL | AddressWord.SIDE)) != 0) {
      int behind = text.at(stop);
      boolean more = behind == ' ' || behind == '\'' || behind == '-' || behind == '.';
      return more ? stop : -1; // taken with what follows
    }
    if ((flags & AddressWord.BUILDING) != 0 && (seen & NAME) != 0) {
      return take(stop, BUILDING);
    }
    if (lenient && text.at(stop) == ' ' && endings.of(text, at, stop) > 0) {
      return take(stop, STREET);
    }
    if (stop <= reach) {
      return take(stop, SMALL);
    }
    if (leading && (seen & NUMBER) == 0 && text.at(stop) == ' ' && isGenitive(text, at, stop)) {
      return stop; // Bulevar kralja Petra
    }
    long word = NameWord.read(text, at);
    boolean name =
        lenient && isName() && (leading || !NameWord.is(word, Lexicon.BEFORE | Lexicon.DEED));
    if (!name) {
      return -1;
    }
    seen |= SMALL;
    held = stop;
    firstHeld = firstHeld == 0 ? stop : firstHeld;
    return stop;
  }

  /** Tells a word in small letters that a name follows, and that no sentence goes on with. */
  private static boolean isGenitive(ScanText text, int at, int stop) {
    int other = Lexicon.BEFORE | Lexicon.DEED | Lexicon.WORD | Lexicon.TECHNICAL;
    boolean name = Ascii.isUpper(text.at(stop + 1)) || text.at(stop + 1) >= 0xc3;
    return name && !NameWord.is(NameWord.read(text, at), other);
  }

  /** Tells whether a word in small letters may be a street's or a town's name under a label. */
  private boolean isName() {
    return ++lower <= 3 && ((seen & STREET) == 0 || leading) && (seen & CODE) == 0;
  }

  private int capital(ScanText text, int at, long word, int flags) {
    int stop = NameWord.end(word);
    if (NameWord.form(word) == NameWord.UPPER && AddressNumber.state(text, at) == stop) {
      return take(stop, STATE);
    }
    boolean sentence =
        NameWord.is(word, Lexicon.BEFORE)
            && !NameWord.is(word, Lexicon.NAME | Lexicon.PLACE)
            && (flags & (AddressWord.SMALL | AddressWord.STREET | AddressWord.BUILDING)) == 0;
    if (sentence && stop > reach) {
      held = stop; // Great Yarmouth
      return stop;
    }
    if ((seen & CODE) != 0 && townBefore) {
      return -1;
    }
    boolean street = (flags & AddressWord.STREET) != 0;
    boolean closed = (seen & STREET) != 0 && !leading && (seen & NUMBER) != 0;
    boolean town = AddressWord.isTown(text, at, stop);
    if (closed && !street && !town && at >= reach && (flags & AddressWord.COUNTRY) == 0) {
      held = stop; // 12 Main Street Springfield: only before a state or code
      return stop;
    }
    leading |= (flags & AddressWord.STREET_BEFORE) != 0 && (seen & (NAME | SMALL)) == 0;
    int kind = NAME;
    kind |= street ? STREET : 0;
    kind |= (flags & AddressWord.BUILDING) != 0 ? BUILDING : 0;
    kind |= (flags & AddressWord.COUNTRY) != 0 && seen == 0 ? COUNTRY : 0;
    kind |= town ? TOWN : 0;
    return take(stop, kind);
  }

  /** Passes a word of a script without Latin letters, where a label says so. */
  private int script(ScanText text, int at) {
    int i = at;
    while (lenient && i - at < 60 && (text.at(i) >= 0x80 || Ascii.isDigit(text.at(i)))) {
      seen |= Ascii.isDigit(text.at(i)) ? NUMBER : NAME;
      i++;
    }
    return i > at + 1 ? take(i, 0) : -1;
  }

  private int take(int to, int what) {
    seen &= (what & (NUMBER | CODE | STATE | COUNTRY)) != 0 ? -1 : ~TOWN;
    seen |= held > end ? what | NAME : what;
    townBefore |= (what & CODE) != 0 && (seen & NAME) != 0;
    end = to;
    return to;
  }
}
