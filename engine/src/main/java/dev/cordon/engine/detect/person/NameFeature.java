package dev.cordon.engine.detect.person;

/** What speaks for or against a name of a person; {@code weights.txt} says how much. */
enum NameFeature {
  /** One word and no initials: judged by weights of its own. */
  ALONE(0),

  /** The first word, or the only one: a given name and nothing else; one that is much else. */
  GIVEN_FIRST(1),
  DOUBTFUL_GIVEN_FIRST(0),
  WORD_FIRST(-1),

  /** A name that is a place or a product, too. */
  PLACE_FIRST(-1),
  SURNAME_FIRST(0),
  DOUBTFUL_FIRST(0),
  UNKNOWN_FIRST(-1),

  /** The last of several words. */
  SURNAME_LAST(1),
  GIVEN_LAST(0),
  DOUBTFUL_LAST(-1),
  WORD_LAST(-1),
  PLACE_LAST(-1),
  ORGANISATION_LAST(-1),
  UNKNOWN_LAST(0),

  /** Both are names and nothing else; both are on no list. */
  BOTH_PLAIN(1),
  BOTH_UNKNOWN(-1),

  /** A plain given name before a surname that is no ordinary word. */
  GIVEN_SURNAME(1),

  /** {@code Zhang Wei}, {@code Park Ji-hoon}: short words, the surname first. */
  SURNAME_GIVEN(1),
  THREE_WORDS(1),

  /** {@code J. K.} before. */
  INITIALS(1),

  /** {@code De Wit}, {@code van den Berg}. */
  PARTICLE(1),
  HYPHEN(0),
  UPPER(0),
  SUFFIX(1),

  /** {@code Doe, Jane}; {@code TANAKA Kenji}. */
  COMMA(1),
  UPPER_SURNAME(1),

  /** Less than four letters in the first word. */
  SHORT(-1),

  /** Begins a text, a line, a sentence. */
  OPENS(0),

  /** Behind a dash or a number that begins a line. */
  LIST_ITEM(1),

  /** Behind a word that no sentence begins with, such as {@code with}. */
  OBJECT(1),

  /** Behind what a person is: {@code my brother}, {@code Rechtsanwalt}. */
  ROLE(1),

  /** A plain given name behind a word in small letters; one that begins a sentence. */
  GIVEN_BEHIND_SMALL(1),
  GIVEN_OPENS(1),

  /** Behind {@code told}; behind {@code spoke with}. */
  TOLD(1),
  SPOKEN(1),
  ARTICLE(-1),

  /** Behind {@code in}, {@code nach}, {@code à}: where places stand. */
  LOCATIVE(-1),

  /** Behind another word in small letters. */
  SMALL_BEFORE(0),

  /** Behind another capital that is no part of it; behind one that no list knows. */
  CAPITAL_BEFORE(-1),
  NOUN_BEFORE(0),

  /** Behind {@code Lake}, {@code San}. */
  PREFIX(-1),

  /** A place where one may stand: {@code in Victoria}. */
  IN_PLACE(-1),

  /** Behind another name and a comma or {@code and}. */
  LISTED(1),

  /** Right behind quoted speech. */
  SPEECH(1),

  /** Before what people do; before what only people do. */
  DEED(1),
  SAYS(1),
  POSSESSIVE(1),

  /** A word in capitals stands beside it that is no part of it. */
  SHOUTED(-1),

  /** {@code King's College}. */
  OWNS_HEADING(-1),
  SMALL_BEHIND(0),
  CAPITAL_BEHIND(-1),
  NUMBER_BEHIND(-1),
  ORGANISATION_BEHIND(-1),

  /** A given name follows, in a list. */
  LEADS_LIST(1),
  CLOSED(0),
  COLON(0),

  /** Nothing else stands on its line. */
  WHOLE_LINE(1),

  /** {@code the Novak version}: a word in small letters behind, an article before. */
  ATTRIBUTE(0),

  /** {@code the James Webb Telescope}. */
  HEADING_ATTRIBUTE(-1),

  /** A quotation mark, bracket, dash or other sign stands at its side. */
  ENCLOSED(0);

  private final int sign;

  NameFeature(int sign) {
    this.sign = sign;
  }

  /** Returns 1 if it can only speak for a name, -1 if only against one, 0 if either. */
  int sign() {
    return sign;
  }

  long bit() {
    return 1L << ordinal();
  }

  /** Returns the bit if something holds, 0 if not. */
  long when(boolean holds) {
    return holds ? bit() : 0;
  }
}
