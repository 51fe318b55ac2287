package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.SessionScratch;

/**
 * Reads the whole address around a place: parts behind it, separated by commas or line ends, and
 * parts before it that name a house, a flat or a town. One a session; not thread-safe.
 */
final class AddressReader implements SessionScratch {
  private static final int PARTS = 9;
  private static final int LINES = 6;
  private static final int LONGEST_PART = 48;

  /** No part that begins farther off is read; bytes. */
  private static final int FARTHEST = 160;

  /** What was reported of the text before. */
  final AddressSpans spans = new AddressSpans();

  private final AddressPart part;
  private int start;
  private int end;
  private int firstEnd;
  private long features;
  private int pending;
  private boolean numberless;
  private boolean named;
  private boolean codeAlone;
  private boolean street;

  AddressReader(StreetEnding endings) {
    part = new AddressPart(endings);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Returns where the part that the address was found by ends. */
  int firstEnd() {
    return firstEnd;
  }

  boolean has(AddressFeature feature) {
    return (features & feature.bit()) != 0;
  }

  /** Tells whether a name or kind of a street stands in the part that was found first. */
  boolean isNamed() {
    return named;
  }

  /** Tells whether a kind of street stands there. */
  boolean isStreet() {
    return street;
  }

  long features() {
    return features;
  }

  void add(AddressFeature feature) {
    features |= feature.bit();
  }

  /**
   * Reads an address.
   *
   * @param text the text
   * @param from where its street, or the number before, begins
   * @param reach what stands before belongs to it, whatever it is
   * @param labelled whether a label says that an address follows
   * @return whether there is one
   */
  boolean read(ScanText text, int from, int reach, boolean labelled) {
    features = 0;
    pending = 0;
    codeAlone = false;
    start = from;
    part.read(text, from, reach, labelled);
    end = part.end();
    firstEnd = end;
    if (end <= from || end < reach) {
      return false;
    }
    first(text);
    boolean open = part.has(AddressPart.OPEN);
    int at = end;
    int lines = 0;
    for (int n = 0; n < PARTS && !open && end - from < FARTHEST; n++) {
      int begin = gap(text, at);
      boolean line = hasLineEnd(text, at, begin);
      lines += line ? 1 : 0;
      if (begin == at || lines > LINES) {
        break;
      }
      part.read(text, begin, begin, labelled);
      boolean label = part.has(AddressPart.LABEL) && !part.has(AddressPart.CODE);
      int detail = part.has(AddressPart.CODE) ? -1 : AddressDetail.end(text, begin);
      boolean belongs =
          part.end() > begin && !label && detail <= part.end() && next(text, begin, line);
      detail = belongs || part.has(AddressPart.CODE) ? -1 : detail;
      if (!belongs && detail < 0) {
        break;
      }
      if (!belongs) {
        add(AddressFeature.DETAIL);
        end = pending > 0 ? end : detail;
      }
      at = belongs ? part.end() : detail;
      open = belongs && part.has(AddressPart.OPEN);
    }
    small(text);
    before(text);
    region(text);
    numero(text);
    return true;
  }

  /** Takes town and code in small letters behind a street in small letters. */
  private void small(ScanText text) {
    boolean wanted = has(AddressFeature.SMALL_LETTERS) && !has(AddressFeature.CODE);
    int stop = wanted ? AddressTail.small(text, end) : -1;
    if (stop > 0) {
      end = stop;
      add(AddressFeature.CODE);
      add(AddressFeature.TOWN_BESIDE_CODE);
    }
  }

  /** Takes a province in brackets: {@code 6596 Gordola (TI)}. */
  private void region(ScanText text) {
    if (text.at(end) != ' ' || text.at(end + 1) != '(' || !has(AddressFeature.CODE)) {
      return;
    }
    int i = end + 2;
    while (i - end < 24 && (Ascii.isLetter(text.at(i)) || text.at(i) >= 0xc3)) {
      i += text.at(i) >= 0xc3 ? 2 : 1;
    }
    if (Ascii.isUpper(text.at(end + 2)) && text.at(i) == ')') {
      end = i + 1;
    }
  }

  /** Takes {@code no.} before a house's number. */
  private void numero(ScanText text) {
    int word = start - 4;
    boolean spelt =
        Ascii.isDigit(text.at(start))
            && text.at(start - 1) == ' '
            && text.at(start - 2) == '.'
            && text.at(start - 3) == 'o'
            && (text.at(word) | 0x20) == 'n';
    start = spelt && !Ascii.isWord(text.at(word - 1)) ? word : start;
  }

  private boolean endsInWord(ScanText text) {
    return !Ascii.isDigit(text.at(end - 1))
        && !Ascii.isDigit(text.at(end - 2))
        && text.at(end - 2) != ' ';
  }

  private void first(ScanText text) {
    numberless = !part.has(AddressPart.NUMBER);
    boolean labelledNumber = part.has(AddressPart.UNIT) && part.has(AddressPart.STREET);
    note(part.has(AddressPart.NUMBER) || labelledNumber, AddressFeature.NUMBER);
    named = part.has(AddressPart.NAME | AddressPart.STREET);
    street = part.has(AddressPart.STREET);
    note(part.has(AddressPart.UNIT), AddressFeature.UNIT);
    note(part.has(AddressPart.BUILDING), AddressFeature.BUILDING);
    note(part.has(AddressPart.SMALL), AddressFeature.SMALL_LETTERS);
    note(part.has(AddressPart.STATE) && part.has(AddressPart.CODE), AddressFeature.STATE);
    boolean town = part.has(AddressPart.TOWN) && part.has(AddressPart.NUMBER) && endsInWord(text);
    note(town, AddressFeature.TOWN);
    note(town, AddressFeature.KNOWN_TOWN);
    if (part.has(AddressPart.FORMED)) {
      code();
    }
  }

  /** What was found first is a town's code, and no house's number. */
  void codeAlone() {
    features &= ~AddressFeature.NUMBER.bit();
    features |= AddressFeature.CODE.bit() | AddressFeature.TOWN_BESIDE_CODE.bit();
  }

  private void note(boolean seen, AddressFeature feature) {
    if (seen) {
      features |= feature.bit();
    }
  }

  private void code() {
    codeAlone = !part.has(AddressPart.NAME);
    add(AddressFeature.CODE);
    note(part.has(AddressPart.FORMED), AddressFeature.FORMED_CODE);
    note(part.has(AddressPart.NAME), AddressFeature.TOWN_BESIDE_CODE);
  }

  /** Judges a part behind; returns false where the address ends before it. */
  private boolean next(ScanText text, int begin, boolean line) {
    boolean open = part.has(AddressPart.OPEN);
    boolean name = part.has(AddressPart.NAME | AddressPart.SMALL);
    boolean formed = part.has(AddressPart.FORMED);
    boolean known = part.has(AddressPart.TOWN);
    boolean town = known || pending > 0 || has(AddressFeature.TOWN) || has(AddressFeature.STATE);
    boolean three = name && !open && AddressNumber.digits(text, begin, 4) == begin + 3;
    boolean code =
        three
            || (part.has(AddressPart.CODE)
                && (formed || (name && (!open || codeLeads(text, begin))) || town));
    if (code && (!open || formed || name || part.has(AddressPart.STATE))) {
      code();
      note(part.has(AddressPart.STATE), AddressFeature.STATE);
    } else if (part.has(AddressPart.STATE | AddressPart.COUNTRY) && (!open || town)) {
      note(part.has(AddressPart.STATE), AddressFeature.STATE);
      note(part.has(AddressPart.COUNTRY), AddressFeature.COUNTRY);
    } else if (part.has(AddressPart.UNIT)) {
      add(AddressFeature.UNIT);
    } else if (numberless && part.has(AddressPart.NUMBER)) {
      numberless = false;
      add(AddressFeature.NUMBER);
    } else if (part.has(AddressPart.BUILDING)
        || (part.has(AddressPart.STREET) && part.has(AddressPart.NUMBER))) {
      add(AddressFeature.BUILDING);
    } else if (known) {
      add(AddressFeature.TOWN);
    } else if (name) {
      return town(text, begin, line, open);
    } else {
      return false;
    }
    note(known, AddressFeature.KNOWN_TOWN);
    note(pending > 0, AddressFeature.TOWN);
    note(line, AddressFeature.LINES);
    pending = 0;
    end = part.end();
    return true;
  }

  /** Tells {@code 28013 Madrid} from {@code Room 12}. */
  private boolean codeLeads(ScanText text, int begin) {
    return Ascii.isDigit(text.at(begin))
        || part.has(AddressPart.STATE | AddressPart.SMALL)
        || pending > 0;
  }

  private boolean town(ScanText text, int begin, boolean line, boolean open) {
    boolean number = part.has(AddressPart.NUMBER);
    boolean behindCode = codeAlone && text.at(part.end()) != ' ';
    boolean ends = open ? !line && isTown(text, begin) : isClosed(text, part.end());
    if (ends && !number && (behindCode || !line) && pending == 0) {
      codeAlone = false;
      add(AddressFeature.TOWN);
      end = part.end();
      return true;
    }
    return ++pending < 4 && !(open && line);
  }

  /** Tells whether what stands before a word in small letters is no person's name. */
  private static boolean isTown(ScanText text, int begin) {
    long word = NameWord.read(text, begin);
    boolean person = NameWord.is(word, Lexicon.GIVEN) && !NameWord.is(word, Lexicon.PLACE);
    return !person && !NameWord.is(word, Lexicon.BEFORE | Lexicon.WORD);
  }

  static boolean isClosed(ScanText text, int i) {
    int b = text.at(i);
    boolean dash = b == ' ' && (text.at(i + 1) == '-' || text.at(i + 1) == '(');
    return b < 0 || dash || b == '\n' || b == '\r' || ".,;:)|\"'!?<]}\\/".indexOf(b) >= 0;
  }

  /** Passes a comma, a dash, blanks and line ends. */
  private static int gap(ScanText text, int from) {
    int i = from;
    int lines = 0;
    int commas = 0;
    while (i - from < 20) {
      int b = text.at(i);
      if (b == '\n') {
        if (++lines > 1) {
          return from; // an empty line ends a block
        }
      } else if (b == '\\' && text.at(i + 1) == '\\' && text.at(i + 2) == 'n') {
        i += 2;
      } else if (b == '\\' && text.at(i + 1) == 'n') {
        i++;
      } else if (b == '.' && text.at(i + 1) == ',') {
        i++;
        continue;
      } else if (b == ',' && ++commas > 1) {
        return from;
      } else if (b == '/' && text.at(i - 1) == ' ' && text.at(i + 1) == ' ' && ++commas == 1) {
        i++;
        continue; // OULU / FI / 90100
      } else if (b == 0xc2 && text.at(i + 1) == 0xb7 && text.at(i - 1) == ' ' && ++commas == 1) {
        i += 2;
        continue; // Bachgasse 5 · 93047 Regensburg
      } else if (b == '-' && !(text.at(i - 1) == ' ' && text.at(i + 1) == ' ')) {
        break;
      } else if (b != ' ' && b != '\r' && b != ',' && b != '\t' && b != '-' && b != '>') {
        break;
      }
      i++;
    }
    return i > from + 1 || commas > 0 || lines > 0 ? i : from;
  }

  private static boolean hasLineEnd(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.at(i) == '\n' || text.at(i) == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Takes parts before that name a house, a flat or a town with its code. */
  private void before(ScanText text) {
    int at = start;
    int names = 0;
    for (int n = 0; n < 5; n++) {
      int stop = at;
      while (at - stop < 6 && (Ascii.isBlank(text.at(stop - 1)) || text.at(stop - 1) == ',')) {
        stop--;
      }
      boolean glued = stop == at - 1 && text.at(stop) == ' ';
      int word = glued ? NameWord.startBefore(text, stop) : -1;
      if (word >= 0 && AddressWord.unitId(text, stop) > at && isUnit(text, word, stop)) {
        start = word; // Unit 8/14 Harbour Street
        at = word;
        add(AddressFeature.UNIT);
        continue;
      }
      if (stop == at || (glued && !Ascii.isDigit(text.at(stop - 1)))) {
        return;
      }
      int first = stop;
      while (stop - first < LONGEST_PART && !isBreak(text, first - 1)) {
        first--;
      }
      int begin = partBefore(text, first, stop, glued);
      int from = begin < 0 && !glued ? detail(text, first, stop) : -1;
      boolean detail = from >= 0;
      int house = begin < 0 && !detail && !glued ? houseBefore(text, first, stop) : -1;
      if (house >= 0) {
        add(AddressFeature.BUILDING);
        start = house; // at The Old Chapel, 3 Chapel Row
        return;
      }
      if (names > 0 && begin >= 0 && !part.has(AddressPart.UNIT | AddressPart.BUILDING)) {
        return; // a code before a person's name
      }
      if (begin < 0 && !detail) {
        if (glued || ++names > 2 || !isNames(text, first, stop)) {
          return;
        }
        at = first; // Shop 4, Al Rabwah, King Fahd Rd
        continue;
      }
      if (detail) {
        add(AddressFeature.DETAIL);
        begin = from;
      } else {
        note(part.has(AddressPart.UNIT), AddressFeature.UNIT);
        note(part.has(AddressPart.BUILDING), AddressFeature.BUILDING);
        if (part.has(AddressPart.CODE)) {
          code();
        }
      }
      note(hasLineEnd(text, stop, start), AddressFeature.LINES);
      start = begin;
      at = begin;
      names = 0;
    }
  }

  private static int passBlanks(ScanText text, int from) {
    int i = from;
    while (text.at(i) == ' ' && i - from < 4) {
      i++;
    }
    return i;
  }

  /** Returns where a detail begins that ends at a place, or -1. */
  private static int detail(ScanText text, int first, int stop) {
    for (int i = first; i < stop; i++) {
      int b = text.at(i);
      boolean begins = Ascii.isDigit(b) || Ascii.isUpper(b) || b == '#';
      if (begins
          && !Ascii.isAlnum(text.at(i - 1))
          && text.at(i - 1) != '/'
          && text.at(i - 1) != '-') {
        if (AddressDetail.end(text, i) == stop && AddressNumber.digits(text, i, 8) < stop) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Returns where names of no person begin that a small word leads to, or -1. */
  private static int houseBefore(ScanText text, int first, int stop) {
    for (int i = first; i < stop; i++) {
      boolean begins = Ascii.isUpper(text.at(i)) && text.at(i - 1) == ' ';
      if (begins && AddressWord.isLedTo(text, i) && isNames(text, i, stop)) {
        for (int k = i; k < stop; k = NameWord.end(NameWord.read(text, k)) + 1) {
          long word = NameWord.read(text, k);
          if (NameWord.is(word, Lexicon.NAME) && !NameWord.is(word, Lexicon.PLACE)) {
            return -1;
          }
        }
        return i;
      }
    }
    return -1;
  }

  /** Tells whether nothing but capitalised words of no person stands in a span. */
  private static boolean isNames(ScanText text, int first, int stop) {
    int at = passBlanks(text, first);
    for (int words = 0; words < 5 && at < stop; words++) {
      long word = NameWord.read(text, at);
      int end = NameWord.end(word);
      boolean small = (AddressWord.flags(text, at, end) & AddressWord.SMALL) != 0;
      boolean person =
          words == 0 && NameWord.is(word, Lexicon.GIVEN) && !NameWord.is(word, Lexicon.PLACE);
      if (end <= at || person || !(NameWord.isCapital(word) || (small && words > 0))) {
        return false;
      }
      if (end == stop) {
        return true;
      }
      if (text.at(end) != ' ' && text.at(end) != '-') {
        return false;
      }
      at = end + 1;
    }
    return false;
  }

  private static boolean isUnit(ScanText text, int word, int end) {
    return (AddressWord.flags(text, word, end) & AddressWord.UNIT) != 0;
  }

  /** Returns where a part begins that ends at a place, at the earliest at {@code from}, or -1. */
  private int partBefore(ScanText text, int from, int stop, boolean glued) {
    for (int i = from; i < stop; i++) {
      int b = text.at(i);
      boolean begins =
          text.beginsWord(i) && (Ascii.isUpper(b) || Ascii.isDigit(b) || b >= 0xc3 || b == '#');
      if (!begins || (b < 0xc3 && Ascii.isWord(text.at(i - 1)))) {
        continue;
      }
      part.read(text, i, i, false, stop);
      boolean town = part.has(AddressPart.CODE) && (glued || part.has(AddressPart.NAME));
      boolean street = part.has(AddressPart.STREET) && beginsStreet(text, i);
      boolean named = part.has(AddressPart.UNIT | AddressPart.BUILDING) || street;
      if (part.end() == stop && (town || named)) {
        return i;
      }
    }
    return -1;
  }

  /** Tells whether a kind of street that stands before its name begins at a place. */
  private static boolean beginsStreet(ScanText text, int at) {
    int stop = NameWord.end(NameWord.read(text, at));
    return (AddressWord.flags(text, at, stop) & AddressWord.STREET) == AddressWord.STREET_BEFORE;
  }

  private static boolean isBreak(ScanText text, int i) {
    int b = text.at(i);
    return b < 0
        || b == ','
        || b == '\n'
        || b == ':'
        || b == '"'
        || b == '('
        || b == '\t'
        || b == ';'
        || (b == ' ' && (text.at(i - 1) == '-' || isSentenceEnd(text, i - 1)));
  }

  private static boolean isSentenceEnd(ScanText text, int i) {
    return text.at(i) == '.' && Ascii.isLower(text.at(i - 1)) && Ascii.isLetter(text.at(i - 4));
  }
}
