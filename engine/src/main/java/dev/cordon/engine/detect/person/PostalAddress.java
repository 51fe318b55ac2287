package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordDetector;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;
import dev.cordon.engine.detect.Words;

/**
 * Postal addresses, each taken whole: what gives one away (a kind of street, a postal code, a
 * label) only says where to look; {@link AddressReader} reads on both sides of it, and the sum of
 * what it saw says how sure it is.
 */
final class PostalAddress implements WordDetector {
  /** Stand behind the kind of a street and belong to it. */
  private static final WordSet DIRECTIONS =
      new WordSet(
          "north",
          "south",
          "east",
          "west",
          "northeast",
          "northwest",
          "southeast",
          "southwest",
          "upper",
          "lower");

  /** Begin the name of a part of a document. */
  private static final WordSet PARTS =
      new WordSet(
          "appendix",
          "annex",
          "anhang",
          "annexe",
          "figure",
          "table",
          "chapter",
          "section",
          "article",
          "exhibit",
          "schedule",
          "clause",
          "paragraph");

  /** How many bytes may stand between a label and its address: {@code ": "}. */
  private static final int LABEL_GAP = 4;

  /** How many bytes may stand between {@code lives in} and the address: {@code " the "}. */
  private static final int LIVES_GAP = 6;

  private static final int CUE = 32;

  /** How long the words of a label may be behind the first one, bytes, and how many. */
  private static final int LABEL = 40;

  private static final int LABEL_WORDS = 4;

  /** From here on an address goes on over what may be its district and its town. */
  private static final int SURE = 60;

  /** A sure address counts more than the person whose name its street has. */
  private static final int OVER_NAMES = 92;

  /** How many bytes may stand before the first word of a value under a key; a house's number. */
  private static final int KEYED = 8;

  private final DataType type;
  private final LinearScorer scorer;
  private final StreetEnding endings;
  private final Context near;
  private final Context label;
  private final Context lives;
  private final Context key;
  private final int slot;

  private PostalAddress(Registry registry, WordLists cues, LinearScorer scorer) {
    this.scorer = scorer;
    type =
        registry.type(
            "postal_address", DataClass.PERSONAL, Severity.MEDIUM, "ADDRESS", "Postal address");
    endings = new StreetEnding();
    near = registry.context(cues.words("address"));
    label = registry.context(cues.words("address_label"));
    lives = registry.context(cues.words("address_lives"));
    key = registry.context(cues.words("address_key"));
    slot = registry.slot();
  }

  static PostalAddress register(Registry registry, WordLists cues, LinearScorer scorer) {
    PostalAddress addresses = new PostalAddress(registry, cues, scorer);
    addresses.anchors(registry, true, AddressFeature.STREET_BEHIND, cues.words("street"));
    addresses.anchors(registry, true, AddressFeature.WEAK_STREET_BEHIND, cues.words("weak_street"));
    addresses.anchors(registry, false, AddressFeature.STREET_BEFORE, cues.words("first_street"));
    addresses.anchors(registry, true, AddressFeature.STREET_AFTER, cues.words("after_street"));
    addresses.anchors(registry, false, AddressFeature.UNIT_FIRST, cues.words("first_unit"));
    addresses.anchors(registry, false, AddressFeature.BOX, cues.words("box"));
    addresses.anchors(registry, false, AddressFeature.MILITARY, cues.words("military"));
    addresses.anchors(registry, false, AddressFeature.LABELLED, cues.words("address_start"));
    addresses.anchors(registry, false, AddressFeature.LIVES, cues.words("address_home"));
    Crossing.register(registry, cues, addresses.type, addresses.endings);
    registry.words(addresses);
    PostalCode.register(registry, cues, addresses);
    return addresses;
  }

  private void anchors(Registry registry, boolean whole, AddressFeature kind, Words literals) {
    if (whole) {
      registry.wholeLiterals(new Anchor(kind), literals);
    } else {
      registry.literals(new Anchor(kind), literals);
    }
  }

  DataType type() {
    return type;
  }

  Context near() {
    return near;
  }

  /** A capitalised word before a number: it may end as streets do. */
  @Override
  public void found(ScanText text, int start) {
    if (start - text.from() < KEYED && text.keyHas(key)) {
      candidate(text, text.from(), text.from(), AddressFeature.LABELLED);
    }
    int end = start + 1;
    while (end - start < 40 && (Ascii.isLetter(text.at(end)) || text.at(end) >= 0x80)) {
      end++;
    }
    int word = end;
    end += text.at(end) == '.' ? 1 : 0;
    int number = text.at(end) == ',' ? end + 1 : end;
    if (text.at(number) != ' ' || !Ascii.isDigit(text.at(number + 1))) {
      return;
    }
    int ending = endings.of(text, start, word);
    if (ending == StreetEnding.NONE) {
      ending = endings.of(text, start, end);
    }
    if (ending != StreetEnding.NONE) {
      AddressFeature kind =
          ending == StreetEnding.STRONG ? AddressFeature.ENDING : AddressFeature.WEAK_ENDING;
      candidate(text, namesBefore(text, start, 2), end, kind);
    } else if (isNamed(text, start, end, number + 1)) {
      candidate(text, nameBegin(text, start), end, AddressFeature.NAMED);
    }
  }

  /** Tells whether name and number may be all that is said of a street: {@code Lange Reihe 112}. */
  private boolean isNamed(ScanText text, int start, int end, int number) {
    int house = AddressNumber.house(text, number);
    if (house < 0 || AddressNumber.digits(text, number, 5) - number > 4) {
      return false;
    }
    if (AddressNumber.isYear(text, number) || !AddressReader.isClosed(text, house)) {
      return false;
    }
    long word = NameWord.read(text, start);
    if (end - start < 3
        || NameWord.end(word) > end
        || NameWord.is(word, Lexicon.BEFORE | Lexicon.TECHNICAL)) {
      return false;
    }
    if (end - start <= 4
        && NameWord.form(word) == NameWord.UPPER
        && nameBegin(text, start) == start) {
      return false; // MTU 1500, VLAN 100
    }
    int next = text.at(house + 2);
    boolean more =
        (text.at(house) == ',' || text.at(house) == '\n')
            && (Ascii.isDigit(next)
                || Ascii.isUpper(next)
                || next >= 0xc3
                || text.at(house) == '\n');
    return more || text.near(near, start, end) || isBehindAny(text, start);
  }

  private boolean isBehindAny(ScanText text, int start) {
    int name = nameBegin(text, start);
    return isBehind(text, label, name, LABEL_GAP) || isBehind(text, lives, name, LIVES_GAP);
  }

  /** Returns where the names begin that end before a number, small words between them included. */
  private static int nameBegin(ScanText text, int last) {
    int first = last;
    int at = last;
    for (int n = 0; n < 4; n++) {
      int mark = text.at(at - 1);
      int begin = mark == ' ' || mark == '-' ? NameWord.startBefore(text, at - 1) : -1;
      long word = begin < 0 ? 0 : NameWord.read(text, begin);
      if (begin < 0 || NameWord.end(word) != at - 1) {
        break;
      }
      int flags = AddressWord.flags(text, begin, at - 1);
      if (NameWord.isCapital(word) && (flags != 0 || !NameWord.is(word, Lexicon.BEFORE))) {
        first = begin;
      } else if ((flags & AddressWord.SMALL) == 0) {
        break;
      }
      at = begin;
    }
    return first;
  }

  /** What gives an address away, other than how a word ends. */
  private final class Anchor implements LiteralDetector {
    private final AddressFeature kind;

    Anchor(AddressFeature kind) {
      this.kind = kind;
    }

    @Override
    public void found(ScanText text, int start, int end) {
      if (kind == AddressFeature.LABELLED || kind == AddressFeature.LIVES) {
        labelled(text, end);
      } else if (kind == AddressFeature.STREET_AFTER) {
        after(text, start, end);
      } else if (kind == AddressFeature.STREET_BEHIND
          || kind == AddressFeature.WEAK_STREET_BEHIND) {
        behind(text, start, end);
      } else if (kind == AddressFeature.UNIT_FIRST) {
        int id = AddressWord.unitId(text, end - 1);
        boolean name =
            Ascii.isUpper(text.at(start)) && text.at(id) == ' ' && Ascii.isUpper(text.at(id + 1));
        if (id > 0 && (text.at(id) == ',' || text.at(id) == '\n' || name)) {
          candidate(text, start, end - 1, kind);
        }
      } else {
        boolean street = kind == AddressFeature.STREET_BEFORE;
        int begin = street ? HouseNumber.numberRightBefore(text, start) : start;
        if (!street || begin < start || HouseNumber.numberBefore(text, start) < 0) {
          candidate(text, begin, end - 1, kind); // not the Avenue of 1600 Pennsylvania Avenue
        }
      }
    }

    /** The number stands before, the kind of street behind: {@code 221B Baker Street}. */
    private void behind(ScanText text, int start, int end) {
      if (!text.endsWord(end) || text.at(start - 1) != ' ') {
        return;
      }
      int number = HouseNumber.numberBefore(text, start);
      if (number >= 0 && isKindAlone(text, number, start)) {
        return; // 3 Lane road
      }
      if (number >= 0) {
        candidate(text, number, direction(text, end), kind);
      } else if (Ascii.isUpper(text.at(start))
          && Ascii.isDigit(text.at(end + 1))
          && !isRoadNumber(text, start, end)) {
        after(text, start, end);
      } else if (Ascii.isUpper(text.at(start)) && (text.at(end) == ',' || text.at(end) == '\n')) {
        int name = namesBefore(text, start, 3);
        if (name < start) {
          candidate(text, name, end, kind); // The Old Forge, Church Lane, Wickhamford
        }
      }
    }

    /** Name, kind of street, number: {@code Petőfi utca 12}. */
    private void after(ScanText text, int start, int end) {
      int begin = namesBefore(text, start, 3);
      if (begin < start && text.endsWord(end)) {
        candidate(text, begin, end, AddressFeature.STREET_AFTER);
      }
    }

    /** {@code Address: 19 Elm St}. */
    private void labelled(ScanText text, int end) {
      int from = kind == AddressFeature.LABELLED ? labelEnd(text, end) : end;
      int at = from;
      while (at - from < 12 && " \t:=>\"'*\n\r|-".indexOf(text.at(at)) >= 0) {
        at++;
      }
      if (at > from || text.at(from - 1) == ' ') {
        at = kind == AddressFeature.LABELLED ? behindVerb(text, at) : at;
        candidate(text, at, at, kind);
      }
    }
  }

  /** Passes {@code postale est toujours} before a number or a capital, or nothing. */
  private static int behindVerb(ScanText text, int from) {
    int at = from;
    boolean led = false;
    for (int words = 0; words < 4 && Ascii.isLower(text.at(at)); words++) {
      int end = NameWord.end(NameWord.read(text, at));
      if (end <= at || text.at(end) != ' ') {
        return from;
      }
      at = end + 1;
      led |= AddressWord.isLedTo(text, at);
    }
    return led && (Ascii.isDigit(text.at(at)) || Ascii.isUpper(text.at(at))) ? at : from;
  }

  /** Passes the words of a label up to its colon: {@code Address of the flat:}; or none of them. */
  private static int labelEnd(ScanText text, int end) {
    int i = end;
    int words = 0;
    while (i - end < LABEL && words <= LABEL_WORDS) {
      int b = text.at(i);
      if (b == ':' && i > end) {
        return i;
      }
      words += b == ' ' ? 1 : 0;
      boolean line = Ascii.isDigit(b) && text.at(i - 1) == ' ' && text.at(i + 1) == ':';
      if (!line
          && !Ascii.isLetter(b)
          && b < 0x80
          && b != ' '
          && b != '\''
          && b != '('
          && b != ')') {
        break;
      }
      i++;
    }
    return end;
  }

  /** Tells whether nothing but another kind of street stands before one in small letters. */
  private static boolean isKindAlone(ScanText text, int number, int street) {
    int word = Ascii.isLower(text.at(street)) ? NameWord.startBefore(text, street - 1) : -1;
    return word > number
        && AddressNumber.digits(text, number, 4) == word - 1
        && (AddressWord.flags(text, word, street - 1) & AddressWord.STREET_BEHIND) != 0;
  }

  /** Tells {@code Highway 1}: a short number behind these is no house's. */
  private static boolean isRoadNumber(ScanText text, int start, int end) {
    int digits = AddressNumber.digits(text, end + 1, 4) - end - 1;
    int first = Ascii.lower(text.at(start));
    return first == 'h' && Ascii.lower(text.at(end - 1)) == 'y' && digits <= 3;
  }

  /** Takes {@code NW}, {@code South} and the like to the street. */
  private static int direction(ScanText text, int end) {
    if (text.at(end) != ' ') {
      return end;
    }
    int word = DIRECTIONS.end(text, end + 1);
    if (word > 0 && text.endsWord(word) && Ascii.isUpper(text.at(end + 1))) {
      // not the North Carolina of 5 Oak Street North Carolina
      return text.at(word) == ' ' && Ascii.isUpper(text.at(word + 1)) ? end : word;
    }
    int i = end + 1;
    while (i - end < 4 && "NSEW.".indexOf(text.at(i)) >= 0) {
      i++;
    }
    return i > end + 1 && text.endsWord(i) ? i : end;
  }

  /** Returns where the names begin that stand before a place, or the place. */
  private static int namesBefore(ScanText text, int place, int most) {
    int first = place;
    for (int n = 0; n < most; n++) {
      int mark = text.at(first - 1);
      int begin = mark == ' ' || mark == '-' ? NameWord.startBefore(text, first - 1) : -1;
      if (begin < 0) {
        break;
      }
      long word = NameWord.read(text, begin);
      int end = NameWord.end(word);
      boolean name =
          NameWord.isCapital(word)
              && (!NameWord.is(word, Lexicon.BEFORE)
                  || (AddressWord.flags(text, begin, end) & ~AddressWord.SMALL) != 0);
      boolean article = n == 0 && (AddressWord.flags(text, begin, end) & AddressWord.SMALL) != 0;
      if (!name || article || end != first - 1) {
        break;
      }
      first = begin;
    }
    return first;
  }

  /** Reads, judges and reports what may be an address. */
  void candidate(ScanText text, int from, int reach, AddressFeature kind) {
    int start = kind == AddressFeature.CODE_FIRST ? behindCue(text, from, reach) : from;
    AddressReader reader = reader(text);
    boolean labelled = isBehind(text, label, start, LABEL_GAP) || kind == AddressFeature.LABELLED;
    boolean living = kind == AddressFeature.LIVES || isBehind(text, lives, start, LIVES_GAP);
    boolean cued = labelled || living;
    if (!reader.read(text, start, reach, cued) || !isCandidate(text, start, kind, reader, cued)) {
      return;
    }
    reader.add(kind);
    if (labelled) {
      reader.add(AddressFeature.LABELLED);
    }
    if (living) {
      reader.add(AddressFeature.LIVES);
    }
    if (kind == AddressFeature.CODE_FIRST && AddressNumber.code(text, start) > 0) {
      reader.codeAlone();
    }
    surroundings(text, start, reader);
    int confidence = scorer.confidence(reader.features());
    boolean street = reader.isStreet() || reader.has(AddressFeature.CODE);
    boolean date = !street && OtherNoun.isDate(text, reader.start(), reader.end());
    if (date || isNetwork(text, reader.start()) || isPart(text, reader.start())) {
      return;
    }
    if (!PublishedAddress.is(text, reader.start(), reader.end())) {
      boolean sure = confidence >= SURE;
      int begin = sure ? AddressTail.start(text, reader.start()) : reader.start();
      int end = sure ? AddressTail.end(text, reader.end()) : reader.end();
      if (sure && reader.isStreet() && isPerson(text, from)) {
        confidence = Math.max(confidence, OVER_NAMES);
      }
      reader.spans.report(text, type, begin, end, confidence, reader.features());
    }
  }

  /** Tells {@code Appendix B 4} and {@code Table 3}, parts of a document. */
  private static boolean isPart(ScanText text, int start) {
    int end = NameWord.end(NameWord.read(text, start));
    return PARTS.holds(text, start, end);
  }

  /** Tells whether a street has the name of a person: {@code avenue Jean Jaurès}. */
  private static boolean isPerson(ScanText text, int from) {
    int at = from;
    for (int words = 0; words < 5; words++) {
      if (Ascii.isDigit(text.at(at))) {
        int house = AddressNumber.house(text, at);
        if (house < 0) {
          return false;
        }
        at = house + 1; // Plot 9 Yusuf Lule Road
      }
      long word = NameWord.read(text, at);
      if (NameWord.is(word, Lexicon.NAME) && NameWord.isCapital(word)) {
        return true;
      }
      int end = NameWord.end(word);
      end += text.at(end) == '.' ? 1 : 0;
      if (end <= at || text.at(end) != ' ') {
        return false;
      }
      at = end + 1;
    }
    return false;
  }

  /** Reports what is no candidate: a postal code with what stands before it. */
  void report(ScanText text, int start, int end, int confidence) {
    reader(text).spans.report(text, type, start, end, confidence, 0);
  }

  private AddressReader reader(ScanText text) {
    AddressReader reader = (AddressReader) text.memory(slot);
    if (reader == null) {
      reader = new AddressReader(endings);
      text.memory(slot, reader);
    }
    return reader;
  }

  /** Returns the first word behind {@code Bydlím na } if that stands in a span, or its begin. */
  private int behindCue(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean begins = text.at(i - 1) == ' ' && !Ascii.isLower(text.at(i));
      if (begins && isBehind(text, lives, i, LIVES_GAP)) {
        return i;
      }
    }
    return from;
  }

  /** Tells whether there is enough to judge: most words of streets are ordinary words, too. */
  private boolean isCandidate(
      ScanText text, int start, AddressFeature kind, AddressReader reader, boolean cued) {
    note(reader, text.near(near, reader.start(), reader.end()), AddressFeature.NEAR);
    boolean box = kind == AddressFeature.BOX || kind == AddressFeature.MILITARY;
    boolean code = reader.has(AddressFeature.CODE);
    boolean numbered =
        box || kind == AddressFeature.STREET_BEFORE || kind == AddressFeature.UNIT_FIRST;
    note(reader, numbered && reader.has(AddressFeature.UNIT), AddressFeature.NUMBER);
    boolean number = reader.has(AddressFeature.NUMBER) || (cued && reader.has(AddressFeature.UNIT));
    if (!number && !code) {
      boolean house = reader.has(AddressFeature.BUILDING) || reader.has(AddressFeature.UNIT);
      boolean street =
          kind == AddressFeature.STREET_BEHIND || kind == AddressFeature.WEAK_STREET_BEHIND;
      boolean town =
          reader.has(AddressFeature.KNOWN_TOWN) || (street && reader.has(AddressFeature.TOWN));
      return town
          && (house || cued)
          && kind != AddressFeature.LABELLED
          && kind != AddressFeature.LIVES;
    }
    boolean expected = cued || reader.has(AddressFeature.NEAR);
    boolean tail = code || reader.has(AddressFeature.TOWN);
    boolean behind =
        kind == AddressFeature.STREET_BEHIND || kind == AddressFeature.WEAK_STREET_BEHIND;
    boolean unnamed = kind == AddressFeature.STREET_BEFORE && Ascii.isDigit(text.at(start));
    if (unnamed && !cued && !tail && endsInKind(text, reader.end())) {
      return false; // 12 rue piétonnes, 40 Place settings
    }
    boolean other = goesOn(text, reader.end()) || AddressNumber.isYear(text, start);
    boolean counted = isCounted(text, start);
    if (behind && !expected && ((!tail && other) || counted)) {
      return false; // 20 Wall Street Journal readers, Error 404 Page Lane
    }
    if (kind == AddressFeature.STREET_BEFORE && !expected && !tail && counted) {
      return false; // Chapter 7 Avenue
    }
    if (kind == AddressFeature.CODE_FIRST) {
      return cued || AddressNumber.code(text, start) < 0 || isTownFirst(text, start, reader);
    }
    if (kind == AddressFeature.LABELLED || kind == AddressFeature.LIVES) {
      boolean closed =
          code
              || AddressReader.isClosed(text, reader.end())
              || reader.has(AddressFeature.UNIT)
              || (reader.isStreet() && reader.has(AddressFeature.NUMBER));
      return closed && (reader.isNamed() || reader.has(AddressFeature.TOWN));
    }
    if (kind == AddressFeature.BOX && text.at(start + 1) == 'P') {
      return code; // BP 135/85 is a blood pressure
    }
    boolean known = cued || reader.has(AddressFeature.KNOWN_TOWN);
    boolean placed = known || (code && !AddressNumber.isYear(text, reader.firstEnd() + 2));
    if (kind == AddressFeature.UNIT_FIRST) {
      boolean house = reader.has(AddressFeature.BUILDING) || reader.has(AddressFeature.DETAIL);
      boolean town = reader.has(AddressFeature.TOWN);
      return code || reader.has(AddressFeature.KNOWN_TOWN) || ((house || cued) && town);
    }
    if (kind == AddressFeature.NAMED) {
      boolean detail = reader.has(AddressFeature.DETAIL) && !reader.has(AddressFeature.UNIT);
      return placed || (detail && AddressWord.isLedTo(text, start));
    }
    boolean led = AddressWord.isLedTo(text, reader.start());
    boolean more = led || reader.has(AddressFeature.UNIT) || reader.has(AddressFeature.DETAIL);
    boolean closed = AddressReader.isClosed(text, reader.end());
    boolean numberBehind =
        kind == AddressFeature.STREET_BEFORE
            && !Ascii.isDigit(text.at(start))
            && !expected
            && !((more || closed) && isStreetAlone(text, start));
    int name = Ascii.isDigit(text.at(start)) ? AddressNumber.house(text, start) + 1 : start;
    int mark = text.at(reader.end());
    boolean brackets = mark == ' ' && text.at(reader.end() + 1) == '(';
    boolean ends = mark < 0 || mark == '.' || mark == ',' || mark == '\n' || brackets;
    boolean plain = !more && !(ends && isRare(text, name));
    boolean weak =
        (kind == AddressFeature.WEAK_ENDING && plain)
            || (!expected && kind == AddressFeature.WEAK_STREET_BEHIND && plain)
            || (!expected && reader.has(AddressFeature.SMALL_LETTERS));
    return tail || cued || !(weak || numberBehind);
  }

  /** Tells {@code FL-9494 Schaan, Im Feld 17}: code and town stand before street and number. */
  private static boolean isTownFirst(ScanText text, int start, AddressReader reader) {
    return Ascii.isUpper(text.at(start))
        && reader.has(AddressFeature.NUMBER)
        && reader.end() > reader.firstEnd();
  }

  /** Tells a capitalised word that no ordinary text is made of. */
  private static boolean isRare(ScanText text, int at) {
    long word = NameWord.read(text, at);
    int ordinary = Lexicon.WORD | Lexicon.TECHNICAL | Lexicon.BEFORE | Lexicon.DEED;
    return NameWord.isCapital(word) && !NameWord.is(word, ordinary);
  }

  /** Tells a kind of street that is nothing else, as Romance and Slavic languages have. */
  private static boolean isStreetAlone(ScanText text, int start) {
    int stop = NameWord.end(NameWord.read(text, start));
    return (AddressWord.flags(text, start, stop) & AddressWord.STREET) == AddressWord.STREET_BEFORE
        && !NameWord.is(NameWord.read(text, start), Lexicon.WORD | Lexicon.BEFORE);
  }

  /** Tells whether a plural in small letters follows a word for a kind of street. */
  private static boolean endsInKind(ScanText text, int end) {
    int word = NameWord.startBefore(text, end);
    int i = end + 1;
    while (i - end < 24 && (Ascii.isLower(text.at(i)) || text.at(i) >= 0x80)) {
      i++;
    }
    return text.at(end) == ' '
        && i - end > 5
        && text.at(i - 1) == 's'
        && text.endsWord(i)
        && word >= 0
        && (AddressWord.flags(text, word, end) & AddressWord.STREET_BEFORE) != 0;
  }

  private static boolean isBehind(ScanText text, Context cue, int start, int most) {
    int gap = text.distance(cue, start, start, CUE, 0);
    return gap >= 0 && gap <= most;
  }

  private static void surroundings(ScanText text, int start, AddressReader reader) {
    boolean alone =
        !reader.has(AddressFeature.CODE)
            && !reader.has(AddressFeature.TOWN)
            && !reader.has(AddressFeature.STATE)
            && !reader.has(AddressFeature.COUNTRY)
            && !reader.has(AddressFeature.UNIT);
    boolean weak =
        reader.has(AddressFeature.WEAK_STREET_BEHIND) || reader.has(AddressFeature.WEAK_ENDING);
    note(reader, alone, AddressFeature.ALONE);
    note(reader, alone && weak, AddressFeature.ALONE_AND_WEAK);
    note(reader, alone && reader.has(AddressFeature.SMALL_LETTERS), AddressFeature.ALONE_AND_SMALL);
    note(reader, !reader.has(AddressFeature.NUMBER), AddressFeature.NO_NUMBER);
    note(reader, AddressNumber.isYear(text, start), AddressFeature.YEAR);
    int end = reader.end();
    note(reader, goesOn(text, end), AddressFeature.GOES_ON);
    note(reader, AddressReader.isClosed(text, end), AddressFeature.CLOSED);
    int before = text.at(reader.start() - 1);
    boolean lineEnds = text.at(end) < 0 || text.at(end) == '\n' || text.at(end) == '"';
    boolean lineBegins = before < 0 || before == '\n' || before == '"';
    note(reader, lineBegins && lineEnds, AddressFeature.WHOLE_LINES);
    note(reader, isCounted(text, start), AddressFeature.COUNTED);
    boolean digit = Ascii.isDigit(text.at(start));
    int name = digit ? AddressNumber.house(text, start) + 1 : start;
    long word = NameWord.read(text, Math.max(name, start));
    note(reader, NameWord.is(word, Lexicon.TECHNICAL), AddressFeature.TECHNICAL_NAME);
    note(reader, NameWord.is(word, Lexicon.WORD), AddressFeature.ORDINARY_NAME);
    note(reader, AddressWord.isLedTo(text, reader.start()), AddressFeature.LED_TO);
  }

  private static boolean goesOn(ScanText text, int end) {
    int behind = text.at(end + 1);
    return text.at(end) == ' ' && (Ascii.isUpper(behind) || behind == '=' || behind == '(');
  }

  private static void note(AddressReader reader, boolean holds, AddressFeature feature) {
    if (holds) {
      reader.add(feature);
    }
  }

  /** Tells {@code Error 404 Page Lane}: a word that numbers belong to stands before. */
  private static boolean isCounted(ScanText text, int number) {
    long before = NameNeighbours.before(text, number);
    return NameWord.end(before) > 0
        && NameWord.isCapital(before)
        && NameWord.is(before, Lexicon.TECHNICAL)
        && !NameWord.is(before, Lexicon.BEFORE | Lexicon.DEED | Lexicon.NAME);
  }

  /** Tells the bits of a network's mask, {@code 192.0.2.0/24 via}, from a house's number. */
  private static boolean isNetwork(ScanText text, int start) {
    return text.at(start - 1) == '/'
        && Ascii.isDigit(text.at(start - 2))
        && Ascii.isDigit(text.at(start))
        && (text.at(start - 3) == '.' || text.at(start - 4) == '.' || text.at(start - 5) == '.');
  }
}
