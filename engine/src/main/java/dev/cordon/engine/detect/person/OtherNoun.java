package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/** Tells nouns and places from surnames and given names that are written the same. */
final class OtherNoun {
  /** Begin the names of places: {@code Cape Horn}. */
  private static final WordSet PLACES = new WordSet("cape", "mount", "lake", "gulf", "strait");

  /** Stand between a number and a good: {@code 250 g Mehl}. */
  private static final WordSet UNITS =
      new WordSet("g", "kg", "mg", "ml", "cl", "dl", "l", "el", "tl", "st", "stk", "pkg");

  /** Begin sentences of German; names have them in small letters. */
  private static final WordSet ARTICLES = new WordSet("der", "den", "dem");

  private static final WordSet SAINTS = new WordSet("san ", "santo ", "santa ", "são ", "sankt ");
  private static final WordSet SHORT_SAINTS =
      new WordSet("św.", "sv.", "hl.", "sveti", "saint", "sainte", "sankt", "são", "sint", "szent");

  /** What discoverers give their names to: {@code Halley's comet}. */
  private static final WordSet THINGS =
      new WordSet(
          "comet",
          "belt",
          "cage",
          "constant",
          "razor",
          "hierarchy",
          "pyramid",
          "telescope",
          "nebula");

  /** What is named after persons, the last part of a word of German and its neighbours. */
  private static final WordSet AFTER =
      new WordSet(
          "gymnasium",
          "schule",
          "gesamtschule",
          "grundschule",
          "realschule",
          "universität",
          "institut",
          "stiftung",
          "preis",
          "haus",
          "halle",
          "stadion",
          "arena",
          "kirche",
          "klinik",
          "krankenhaus",
          "brücke",
          "platz",
          "straße",
          "allee",
          "ring",
          "weg",
          "park",
          "rente",
          "reform",
          "gesetz",
          "katalog",
          "methode",
          "test",
          "effekt",
          "formel",
          "zahl",
          "skala",
          "roman",
          "film",
          "konzert",
          "chor",
          "orchester",
          "verein",
          "partei",
          "regierung",
          "affäre",
          "ära",
          "fan",
          "fans",
          "syndrom",
          "krankheit",
          "virus",
          "modell",
          "motor",
          "diagramm",
          "verfahren",
          "gatan",
          "skolan",
          "skolen",
          "school",
          "prijs",
          "fonds");

  /** What discoverers give their names to as well: {@code Kirchhoff's laws}. */
  private static final WordSet LAWS = words("thing");

  private static final WordSet BARE_THINGS = words("thing.bare");

  /** Stand before a discoverer's name: {@code teorema di Ruffini}. */
  private static final WordSet BEFORE = words("thing.before");

  private static final WordSet BEFORE_PLACES = words("place.before");
  private static final WordSet BRANDS = words("brand");
  private static final WordSet SHIPS = words("ship");
  private static final WordSet WEEKDAYS = words("weekday");
  private static final WordSet MONTHS = words("month");

  /** Shorter nouns of {@link #AFTER} are surnames, too, such as {@code Park}. */
  private static final int LONG = 6;

  private OtherNoun() {}

  private static WordSet words(String name) {
    return new WordSet(PersonPack.CUES.of(name));
  }

  /**
   * Tells what is named as a person is: a product, a law of science, a ship; and names of days and
   * months.
   */
  static boolean isThing(ScanText text, int start, int end) {
    boolean owned = text.at(end) == '\'' && text.at(end + 1) == 's';
    int thing = owned ? end + 3 : end + 1;
    int stop = text.at(thing - 1) == ' ' ? nounEnd(text, thing) : thing;
    return LAWS.holds(text, thing, stop)
        || (!owned && BARE_THINGS.holds(text, thing, stop))
        || isBehind(BEFORE_PLACES, text, start)
        || (isBehind(BEFORE, text, start) && blanks(text, start, end) == 0)
        || isShip(text, start)
        || isNoun(text, start, end)
        || isBrand(text, start, end)
        || isCalendar(text, start, end);
  }

  private static int nounEnd(ScanText text, int from) {
    int i = from;
    while (i - from < 16 && (Ascii.isLower(text.at(i)) || text.at(i) == '-')) {
      i++;
    }
    return i;
  }

  private static boolean isBehind(WordSet words, ScanText text, int start) {
    int word = text.at(start - 1) == ' ' ? words.start(text, start) : -1;
    return word >= 0 && text.beginsWord(word);
  }

  private static int blanks(ScanText text, int from, int to) {
    int blanks = 0;
    for (int i = from; i < to; i++) {
      blanks += text.at(i) == ' ' ? 1 : 0;
    }
    return blanks;
  }

  /** Tells {@code MV Helena}: what stands before is in capitals. */
  private static boolean isShip(ScanText text, int start) {
    return isBehind(SHIPS, text, start)
        && Ascii.isUpper(text.at(start - 2))
        && Ascii.isUpper(text.at(SHIPS.start(text, start)));
  }

  /** Tells {@code Konrad Adenauer Stiftung}. */
  private static boolean isNoun(ScanText text, int start, int end) {
    int noun = AFTER.start(text, end);
    return noun > start
        && text.at(noun - 1) == ' '
        && end - noun >= LONG
        && blanks(text, start, noun) > 1;
  }

  /** Tells {@code Captain Morgan Gold} from {@code Captain Morgan Ellis}. */
  private static boolean isBrand(ScanText text, int start, int end) {
    int gap = text.at(start - 2) == '.' ? start - 2 : start - 1;
    int before = text.at(start - 1) == ' ' ? NameWord.startBefore(text, gap) : -1;
    int brand = BRANDS.end(text, start);
    if (brand < 0 && before >= 0) {
      brand = BRANDS.end(text, before);
    }
    return brand > start
        && text.endsWord(brand)
        && (brand >= end || !NameWord.is(NameWord.read(text, brand + 1), Lexicon.NAME));
  }

  /** Tells names of days and months of any language, several of them or one that is no name. */
  private static boolean isCalendar(ScanText text, int start, int end) {
    boolean name = false;
    int words = 0;
    for (int at = start; at < end; words++) {
      int stop = at;
      while (stop < end && text.at(stop) != ' ' && text.at(stop) != '-') {
        stop++;
      }
      if (!WEEKDAYS.holds(text, at, stop) && !MONTHS.holds(text, at, stop)) {
        return false;
      }
      name |= NameWord.is(NameWord.read(text, at), Lexicon.NAME);
      at = stop + 1;
    }
    return words > 1 || !name;
  }

  /** Tells {@code Friday, 7 March}, {@code 14 November} and {@code March 7} from an address. */
  static boolean isDate(ScanText text, int start, int end) {
    int first = NameWord.end(NameWord.read(text, start));
    if (WEEKDAYS.holds(text, start, first)) {
      return true;
    }
    int digits = AddressNumber.digits(text, start, 2);
    if (digits > start) {
      int month = text.at(digits) == '.' ? digits + 2 : digits + 1;
      return MONTHS.holds(text, month, end);
    }
    return MONTHS.holds(text, start, first) && AddressNumber.digits(text, first + 1, 2) == end;
  }

  /** Tells whether a particle before a word is an article that begins a sentence. */
  static boolean isArticle(ScanText text, int particle) {
    return Ascii.isUpper(text.at(particle))
        && ARTICLES.holds(text, particle, NameWord.end(NameWord.read(text, particle)));
  }

  /**
   * Tells a saint's day or place, {@code São João}, {@code Sankt Nikolaus}, and what is named after
   * somebody, {@code Thomas-Mann-Gymnasium}, from a person.
   */
  static boolean isNamedAfter(ScanText text, int start, int end) {
    for (int i = start; i < end; i++) {
      boolean begins = i == start || text.at(i - 1) == ' ';
      if (begins && SAINTS.end(text, i) > 0 && isSaintly(text, start, i)) {
        return true;
      }
    }
    int thing = text.at(end) == '\'' && text.at(end + 1) == 's' ? end + 3 : end + 1;
    if (text.at(thing - 1) == ' ' && THINGS.holds(text, thing, wordEnd(text, thing))) {
      return true;
    }
    int before = text.at(start - 1) == ' ' ? start - 1 : start;
    return (before < start && SHORT_SAINTS.start(text, before) >= 0)
        || (AFTER.start(text, end) > start && text.at(AFTER.start(text, end) - 1) == '-');
  }

  private static int wordEnd(ScanText text, int from) {
    int i = from;
    while (i - from < 16 && Ascii.isLower(text.at(i))) {
      i++;
    }
    return i;
  }

  /** Tells {@code Santiago y San Fermín} from {@code José San Martín}. */
  private static boolean isSaintly(ScanText text, int start, int saint) {
    int before = text.at(saint - 2);
    return saint == start || ((before == 'y' || before == 'e') && text.at(saint - 3) == ' ');
  }

  /** Tells whether a single word is no person's name by what stands beside it. */
  static boolean is(ScanText text, int start, int end) {
    return isMeasured(text, start) || isPlace(text, start, end) || isPassive(text, start, end);
  }

  private static boolean isMeasured(ScanText text, int start) {
    int unit = start - 1;
    while (start - unit < 5 && Ascii.isLetter(text.at(unit - 1))) {
      unit--;
    }
    int number = text.at(unit - 1) == ' ' ? unit - 2 : unit - 1;
    return text.at(start - 1) == ' '
        && Ascii.isDigit(text.at(number))
        && UNITS.holds(text, unit, start - 1);
  }

  private static boolean isPlace(ScanText text, int start, int end) {
    int before = text.at(start - 1) == ' ' ? NameWord.startBefore(text, start - 1) : -1;
    boolean behind = before >= 0 && PLACES.holds(text, before, start - 1);
    boolean first = text.at(end) == ' ' && Ascii.isUpper(text.at(end + 1));
    return (behind && Ascii.isUpper(text.at(before))) || (first && PLACES.holds(text, start, end));
  }

  /** Tells {@code Grant approved by the board} from {@code Grant approved it}. */
  private static boolean isPassive(ScanText text, int start, int end) {
    if (text.at(end) != ' ' || !NameWord.is(NameWord.read(text, start), Lexicon.AMBIGUOUS)) {
      return false;
    }
    int verb = NameWord.end(NameWord.read(text, end + 1));
    return text.at(verb) == ' '
        && text.at(verb - 1) == 'd'
        && text.at(verb + 1) == 'b'
        && text.at(verb + 2) == 'y'
        && text.at(verb + 3) == ' ';
  }
}
