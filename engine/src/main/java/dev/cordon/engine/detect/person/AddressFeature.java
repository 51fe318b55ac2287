package dev.cordon.engine.detect.person;

/** What speaks for or against an address; {@code weights.txt} says how much. */
enum AddressFeature {
  /** A kind of street behind number and name; a kind that is an ordinary word, too. */
  STREET_BEHIND(1),
  WEAK_STREET_BEHIND(1),
  STREET_BEFORE(1),
  STREET_AFTER(1),

  /** A word that ends as streets do; as streets and other things do. */
  ENDING(1),
  WEAK_ENDING(1),
  BOX(1),
  MILITARY(1),

  /** What was found first is a postal code. */
  CODE_FIRST(1),

  /** Nothing but a name and a number. */
  NAMED(-1),

  /** A label, or words such as {@code lives at}, right before; one of them somewhere near. */
  LABELLED(1),
  LIVES(1),
  NEAR(1),
  NUMBER(1),

  /** A small word that leads to a place stands before: {@code at}, {@code przy}. */
  LED_TO(1),

  /** No house number at all; one that may be a year. */
  NO_NUMBER(-1),
  YEAR(-1),
  UNIT(1),

  /** A storey or door that is known by its form alone; a flat or a plot stood first. */
  DETAIL(1),
  UNIT_FIRST(-1),
  BUILDING(1),
  CODE(1),
  FORMED_CODE(1),
  TOWN(1),
  TOWN_BESIDE_CODE(1),

  /** A large town, a province or a country of the list stands behind. */
  KNOWN_TOWN(1),
  STATE(1),
  COUNTRY(1),
  LINES(1),
  SMALL_LETTERS(-1),

  /** Nothing but a street with its number. */
  ALONE(-1),
  ALONE_AND_WEAK(-1),
  ALONE_AND_SMALL(-1),

  /** A capital or {@code =} follows. */
  GOES_ON(-1),

  /** Ends where a sentence, line or field ends. */
  CLOSED(1),

  /** Nothing else stands on its lines, or in its field. */
  WHOLE_LINES(1),

  /** A word that numbers belong to stands before: {@code Section 4 Way}. */
  COUNTED(-1),

  /** The street's name is a word of technical text; of ordinary text. */
  TECHNICAL_NAME(-1),
  ORDINARY_NAME(-1);

  private final int sign;

  AddressFeature(int sign) {
    this.sign = sign;
  }

  /** Returns 1 if it can only speak for an address, -1 if only against one. */
  int sign() {
    return sign;
  }

  long bit() {
    return 1L << ordinal();
  }
}
