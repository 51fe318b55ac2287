package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.form;
import static dev.cordon.engine.detect.person.NameWord.is;
import static dev.cordon.engine.detect.person.NameWord.isCapital;
import static dev.cordon.engine.detect.person.NameWord.isPlainName;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordDetector;
import dev.cordon.engine.detect.WordSet;

/**
 * Names of persons that stand in running text without a label. Says what a candidate is and where
 * it ends; {@link NameReader} sees what holds for it and {@link NameScorer} decides.
 */
final class PersonName implements WordDetector {
  /** Greetings that are names without their accents, or are followed by names. */
  private static final WordSet GREETINGS =
      new WordSet("olá", "salut", "cześć", "merhaba", "szia", "ahoj", "bonsoir", "selam");

  /** What compilers say of a name in code. */
  private static final WordSet UNDEFINED =
      new WordSet(" is undefined", " is not defined", " is null");

  /** From here on a word alone is looked for in the rest of the text. */
  private static final int REMEMBERED = 70;

  private final DataType type;
  private final NameMemory memory;
  private final NameScorer scorer;

  PersonName(DataType type, NameMemory memory, NameScorer scorer) {
    this.type = type;
    this.memory = memory;
    this.scorer = scorer;
  }

  @Override
  public void found(ScanText text, int start) {
    long word = NameWord.read(text, start);
    if (text.at(NameWord.end(word)) == '_') {
      long name = FileName.find(text, start);
      if (name != 0) {
        found(text, (int) name, (int) (name >>> 32), Confidence.POSSIBLE, false);
      }
      return;
    }
    if (!isCapital(word) || memory.isDone(text, start)) {
      return;
    }
    if (GREETINGS.holds(text, start, NameWord.end(word))) {
      return;
    }
    if (is(word, Lexicon.NAME)) {
      if (!NameNeighbours.isCode(text, start - 1) || isInitial(text, start)) {
        listed(text, start, word);
      }
    } else if (NameWord.flags(word) == 0 && form(word) == NameWord.CAPITAL) {
      unlisted(text, start, NameWord.end(word));
    }
  }

  /** A word of the lists, and what belongs to it on both sides. */
  private void listed(ScanText text, int start, long word) {
    if (NameNeighbours.honorific(text, NameWord.end(word)) > 0) {
      found(text, start, NameWord.end(word), Confidence.LABELLED, true);
      return;
    }
    if (surnameFirst(text, start, word)) {
      return;
    }
    long name = NameParser.parse(text, start, NameParser.NONE);
    if (name != 0) {
      judge(text, start, name);
    }
  }

  /** {@code Doe, Jane} and {@code DOE Jane}. */
  private boolean surnameFirst(ScanText text, int start, long word) {
    int end = NameWord.end(word);
    int given = -1;
    if (text.at(end) == ',') {
      boolean begins =
          isPlainName(word) && is(word, Lexicon.SURNAME) && SurnameForm.beginsList(text, start);
      given = begins || text.at(start - 1) == '"' ? SurnameForm.givenBehindComma(text, end) : -1;
    }
    NameFeature shape = NameFeature.COMMA;
    if (given < 0 && form(word) == NameWord.UPPER && isPlainName(word) && end - start > 2) {
      given = SurnameForm.givenBehind(text, end);
      shape = NameFeature.UPPER_SURNAME;
    }
    if (given < 0) {
      return false;
    }
    long features = shape.bit() | NameReader.sides(text, start, given, 0);
    return report(text, start, given, features);
  }

  /** A word that no list knows: before another capital, behind initials, or where one speaks. */
  private void unlisted(ScanText text, int start, int end) {
    int given = text.at(end) == ',' && isFieldBegin(text, start) ? givenBehind(text, end) : -1;
    if (given > 0) {
      long features = NameFeature.COMMA.bit() | NameReader.sides(text, start, given, 0);
      report(text, start, given, features); // Doe, Jane
      return;
    }
    boolean initial = isInitial(text, start) || isDotBefore(text, start);
    boolean pair = text.at(end) == ' ' ? mayFollow(text, end + 1) : isJoined(text, end);
    boolean person = !initial && !pair && isActing(text, start, end);
    if ((!initial && !pair && !person) || (!initial && NameNeighbours.isCode(text, start - 1))) {
      return;
    }
    long name = NameParser.parse(text, start, NameParser.CUED);
    boolean several = NameParser.words(name) > 1;
    if (name == 0 || (!several && !initial && !person)) {
      return;
    }
    if (NameParser.words(name) > 2) {
      long second = NameWord.read(text, end + 1);
      if (is(second, Lexicon.GIVEN)) {
        return; // what begins there is better
      }
    }
    judge(text, start, name);
  }

  /** Tells whether a field, a bracket or a dash begins right before a place. */
  private static boolean isFieldBegin(ScanText text, int start) {
    int b = text.at(start - 1);
    boolean dash = b == ' ' && text.at(start - 2) == '-' && text.at(start - 3) == ' ';
    boolean equals = b == ' ' && text.at(start - 2) == '=';
    return b < 0 || dash || equals || b == '\n' || b == '(' || b == '"' || b == ';' || b == '|';
  }

  /** Returns the end of the given name behind a comma that ends a field, or -1. */
  private static int givenBehind(ScanText text, int comma) {
    int end = SurnameForm.givenBehindComma(text, comma);
    int b = end < 0 ? 0 : text.at(end);
    return b < 0 || b == '\n' || b == ')' || b == '"' || b == ';' || b == '|' ? end : -1;
  }

  /** Tells whether a word may be a surname, or what stands before one. */
  private static boolean mayFollow(ScanText text, int start) {
    int b = text.at(start);
    if (!Ascii.isLetter(b) && b < 0xc3) {
      return false;
    }
    if (Ascii.isLower(b)) {
      return isParticle(text, start);
    }
    long word = NameWord.read(text, start);
    return isCapital(word)
        ? NameWord.flags(word) == 0 || is(word, Lexicon.NAME | Lexicon.PARTICLE)
        : form(word) == NameWord.INITIAL;
  }

  private static boolean isJoined(ScanText text, int end) {
    return text.at(end) == '-' && Ascii.isUpper(text.at(end + 1));
  }

  /** Looks for an initial's dot before particles, which are short. */
  private static boolean isDotBefore(ScanText text, int start) {
    int i = start - 2;
    while (start - i < 10 && (Ascii.isLower(text.at(i)) || text.at(i) == ' ')) {
      i--;
    }
    return start - i > 3
        && text.at(i) == '.'
        && text.at(start - 1) == ' '
        && text.at(i + 1) == ' '
        && Ascii.isUpper(text.at(i - 1));
  }

  private static boolean isParticle(ScanText text, int start) {
    int first = text.at(start);
    if (first != 'v' && first != 'd') {
      return false;
    }
    long word = NameWord.read(text, start);
    int end = NameWord.end(word);
    return is(word, Lexicon.PARTICLE)
        && (first == 'v' || end - start == 2)
        && text.at(end) == ' '
        && (Ascii.isUpper(text.at(end + 1)) || is(NameWord.read(text, end + 1), Lexicon.PARTICLE));
  }

  /** Tells whether somebody speaks, or is told or spoken to. */
  private static boolean isActing(ScanText text, int start, int end) {
    if (end - start < 4) {
      return false;
    }
    if (NameReader.says(text, end)) {
      return true;
    }
    if (!Ascii.isLower(text.at(start - 2)) || text.at(start - 3) == ' ') {
      return false;
    }
    long before = NameNeighbours.before(text, start);
    return NameWord.end(before) > 0
        && (is(before, Lexicon.DEED)
            || (is(before, Lexicon.BEFORE) && NameNeighbours.isSpoken(text, start)));
  }

  private void judge(ScanText text, int start, long name) {
    int end = NameParser.nameEnd(name);
    if (text.at(start - 2) == '&'
        || NameNeighbours.continues(text, end)
        || isBrand(text, start, end, name)) {
      return;
    }
    int first = firstPart(text, start);
    int initials = SurnameForm.initials(text, first);
    if (initials < first
        && form(NameWord.read(text, start)) == NameWord.UPPER
        && isUpper(text, initials)) {
      initials = first; // DOE V. ROE
    }
    boolean alone = NameParser.words(name) == 1;
    if (alone && first < start && OtherNoun.isArticle(text, first)) {
      return; // Der Mann
    }
    boolean lone = alone && first == start && initials == first;
    boolean upper = form(NameWord.read(text, start)) == NameWord.UPPER;
    if (upper && isTax(text, start, end)) {
      return;
    }
    if (lone
        && (upper
            || NameNeighbours.isKeyword(NameNeighbours.before(text, start))
            || !NameNeighbours.isProse(text, start, end))) {
      return;
    }
    if (OtherNoun.isNamedAfter(text, start, end) || (lone && OtherNoun.is(text, start, end))) {
      return;
    }
    int behind = lone ? NameNeighbours.initialBehind(text, end) : -1;
    long features =
        NameReader.words(text, start, name, lone && behind < 0)
            | NameReader.sides(text, initials, Math.max(end, behind), NameParser.firstFlags(name))
            | NameFeature.INITIALS.when(initials < first || behind > 0)
            | NameFeature.PARTICLE.when(first < start)
            | NameFeature.SUFFIX.when(text.at(end - 1) == '.' || NameParser.suffix(text, end) > end)
            | NameFeature.LISTED.when(memory.isListed(text, initials));
    report(text, initials, Math.max(end, behind), features);
  }

  /** Returns where {@code De} before {@code Wit} begins, or a given name that begins with Ł. */
  private static int firstPart(ScanText text, int start) {
    int particles = SurnameForm.particles(text, start);
    if (particles < start
        && (isCapital(NameWord.read(text, particles)) || isInitial(text, particles))) {
      return particles;
    }
    int before = text.at(start - 1) == ' ' ? NameWord.startBefore(text, start - 1) : -1;
    // Words with a first letter such as Ł are not looked at from their own place.
    boolean unread = before >= 0 && text.at(before) > 0xc3;
    return unread && is(NameWord.read(text, before), Lexicon.GIVEN) ? before : start;
  }

  /** Tells {@code P. IVA} and {@code IVA}, which is value-added tax in Italian and Spanish. */
  private static boolean isTax(ScanText text, int start, int end) {
    return end - start == 3
        && text.at(start) == 'I'
        && text.at(start + 1) == 'V'
        && text.at(start + 2) == 'A';
  }

  private static boolean isUpper(ScanText text, int start) {
    return text.at(start - 1) == ' ' && Ascii.isUpper(text.at(start - 2));
  }

  private static boolean isInitial(ScanText text, int start) {
    int dot = text.at(start - 1) == ' ' ? start - 2 : start - 1;
    return text.at(dot) == '.' && SurnameForm.initials(text, start) < start;
  }

  /** Tells {@code Ralph Lauren}, and {@code Herman Miller Aeron} by its first two words. */
  private static boolean isBrand(ScanText text, int start, int end, long name) {
    long before = NameNeighbours.before(text, start);
    int first = NameWord.end(before) > 0 ? NameWord.startBefore(text, start - 1) : -1;
    int firstEnd = NameWord.end(NameWord.read(text, start));
    if (NameNeighbours.isBrand(text, start, end)
        || (first >= 0 && NameNeighbours.isBrand(text, first, firstEnd))) {
      return true;
    }
    int second = firstEnd + 1;
    return NameParser.words(name) > 2
        && NameNeighbours.isBrand(text, start, NameWord.end(NameWord.read(text, second)));
  }

  private boolean report(ScanText text, int start, int end, long features) {
    int confidence = scorer.confidence(text, start, end, features);
    if (confidence < Confidence.LIKELY) {
      return false;
    }
    boolean lone = (features & NameFeature.ALONE.bit()) != 0;
    if (lone && UNDEFINED.end(text, end) > 0) {
      return false; // Error: Rose is undefined
    }
    text.report(type, start, end, confidence, features);
    memory.found(text, start, end, !lone || confidence >= REMEMBERED);
    return true;
  }

  /** Reports a name that a cue stands beside. */
  void found(ScanText text, int start, int end, int confidence, boolean learn) {
    text.report(type, start, end, confidence);
    memory.found(text, start, end, learn || confidence >= REMEMBERED);
  }
}
