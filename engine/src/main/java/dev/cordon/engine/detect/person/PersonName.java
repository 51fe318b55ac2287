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

/**
 * Names of persons that stand in running text without a label: the lists and the grammar decide.
 */
final class PersonName implements WordDetector {
  /** A given name that is a word, too, before a surname or beside what persons do. */
  private static final int AMBIGUOUS_GIVEN = 54;

  /** Two ambiguous words where a person is expected. */
  private static final int EXPECTED = 56;

  /** A given name alone that is nothing else. */
  private static final int GIVEN_ALONE = 62;

  /** From here on a name is looked for in the rest of the text. */
  private static final int REMEMBERED = 70;

  private final DataType type;
  private final NameMemory memory;

  PersonName(DataType type, NameMemory memory) {
    this.type = type;
    this.memory = memory;
  }

  @Override
  public void found(ScanText text, int start) {
    long word = NameWord.read(text, start);
    if (NameWord.flags(word) == 0 && form(word) == NameWord.CAPITAL) {
      unknown(text, start, NameWord.end(word));
      return;
    }
    if (!is(word, Lexicon.NAME) || !isCapital(word) || memory.isDone(text, start)) {
      return;
    }
    if (NameNeighbours.isCode(text, start - 1)) {
      return;
    }
    if (NameNeighbours.honorific(text, NameWord.end(word)) > 0) {
      found(text, start, NameWord.end(word), Confidence.LABELLED, true);
      return;
    }
    long name = NameParser.parse(text, start, NameParser.NONE);
    if (name == 0) {
      return;
    }
    int end = NameParser.nameEnd(name);
    if (NameNeighbours.continues(text, end) || isBrand(text, start, end, name)) {
      return;
    }
    if (NameParser.words(name) > 1) {
      full(text, start, end, name);
    } else if (!is(word, Lexicon.GIVEN) || !alone(text, start, end, word)) {
      surname(text, start, end, word);
    }
  }

  /** Tells {@code Ralph Lauren}, and {@code Herman Miller Aeron} by its first two words. */
  private static boolean isBrand(ScanText text, int start, int end, long name) {
    long before = NameNeighbours.before(text, start);
    int first = NameWord.end(before) > 0 ? NameWord.startBefore(text, start - 1) : -1;
    if (NameNeighbours.isBrand(text, start, end)
        || (first >= 0
            && NameNeighbours.isBrand(text, first, NameWord.end(NameWord.read(text, start))))) {
      return true;
    }
    if (NameParser.words(name) < 3) {
      return false;
    }
    int second = NameWord.end(NameWord.read(text, start)) + 1;
    return NameNeighbours.isBrand(text, start, NameWord.end(NameWord.read(text, second)));
  }

  /** Two capitalised words that no list knows, where a person does something. */
  private void unknown(ScanText text, int start, int wordEnd) {
    if (wordEnd - start > 3 && isDotBefore(text, start)) {
      int first = SurnameForm.particles(text, start);
      if (text.at(first - 2) == '.') {
        unknownBehindInitial(text, first, wordEnd);
        return;
      }
    }
    if (text.at(wordEnd) != ' '
        || !Ascii.isUpper(text.at(wordEnd + 1))
        || NameNeighbours.isCode(text, start - 1)) {
      return;
    }
    long last = NameWord.read(text, wordEnd + 1);
    int end = NameWord.end(last);
    if (form(last) != NameWord.CAPITAL || NameWord.flags(last) != 0 || memory.isDone(text, start)) {
      return;
    }
    long before = NameNeighbours.before(text, start);
    boolean free = NameWord.end(before) <= 0 || !isCapital(before) || is(before, Lexicon.BEFORE);
    int suffixed = NameParser.suffix(text, end);
    if (free && (suffixed > end || says(text, end) || memory.isListed(text, start))) {
      found(text, start, suffixed, AMBIGUOUS_GIVEN, true);
    }
  }

  /** Looks for an initial's dot right before a word, or before particles, which are short. */
  private static boolean isDotBefore(ScanText text, int start) {
    int i = start - 2;
    while (start - i < 10 && (Ascii.isLower(text.at(i)) || text.at(i) == ' ')) {
      i--;
    }
    return text.at(i) == '.' && text.at(start - 1) == ' ' && text.at(i + 1) == ' ';
  }

  /** {@code by L. Fairweather}: an initial, a word that no list knows, and a word of persons. */
  private void unknownBehindInitial(ScanText text, int start, int end) {
    int first = SurnameForm.initials(text, start);
    if (first == start || NameNeighbours.continues(text, end) || memory.isDone(text, start)) {
      return;
    }
    boolean heading = text.at(end) == ' ' && Ascii.isUpper(text.at(end + 1));
    int suffixed = NameParser.suffix(text, end);
    boolean person =
        NameNeighbours.deedBehind(text, end)
            || NameNeighbours.told(text, first)
            || NameNeighbours.isObject(text, first)
            || memory.isListed(text, first);
    if (suffixed > end || (person && !heading)) {
      found(text, first, suffixed, Confidence.PLAUSIBLE, true);
    }
  }

  /** Tells whether somebody speaks or writes: {@code said}, {@code emailed}. */
  private static boolean says(ScanText text, int end) {
    if (!NameNeighbours.deedBehind(text, end)) {
      return false;
    }
    int b = text.at(end + 1);
    int length = NameWord.end(NameWord.read(text, end + 1)) - end - 1;
    // Not what things do too: is, was, has, does, will, gets, takes, leads.
    return length > 5 || (b == 's' && text.at(end + 2) == 'a');
  }

  private void full(ScanText text, int start, int end, long name) {
    int confidence = confidence(name);
    if (confidence == 0 && (isLikely(text, start, end, name) || isKorean(text, start, name))) {
      confidence = EXPECTED;
    }
    if (confidence == 0) {
      return;
    }
    long before = NameNeighbours.before(text, start);
    if (NameNeighbours.isPrefix(text, start, before)
        || NameNeighbours.isAttribute(text, start, end)
        || text.at(start - 2) == '&') {
      return;
    }
    found(text, start, end, confidence, true);
  }

  /** What the lists say of two or more words. */
  private static int confidence(long name) {
    int first = NameParser.firstFlags(name);
    int last = NameParser.lastFlags(name);
    boolean plainFirst = isPlainName(first);
    boolean plainLast = isPlainName(last);
    boolean knownLast = is(last, Lexicon.NAME);
    if (is(first, Lexicon.GIVEN)) {
      if (plainFirst) {
        return plainLast
            ? Confidence.STRONG
            : knownLast ? Confidence.SUPPORTED : Confidence.PROBABLE;
      }
      return is(first, Lexicon.WORD)
          ? (plainLast ? AMBIGUOUS_GIVEN : 0)
          : plainLast ? Confidence.LABELLED : 0;
    }
    if (plainFirst && plainLast) {
      return Confidence.POSSIBLE;
    }
    // Zhang Wei, Park Ji-hoon: surnames come first in the east of Asia.
    return plainFirst && is(last, Lexicon.GIVEN) && !is(last, Lexicon.WORD | Lexicon.PLACE)
        ? Confidence.HINTED
        : 0;
  }

  /** Two ambiguous words, such as Grace Park, where a person is expected. */
  private boolean isLikely(ScanText text, int start, int end, long name) {
    int first = NameParser.firstFlags(name);
    int last = NameParser.lastFlags(name);
    boolean surname = is(last, Lexicon.SURNAME) || last == 0;
    if (is(last, Lexicon.GIVEN) && is(first, Lexicon.SURNAME) && NameParser.words(name) == 2) {
      // Li Na: short words, of which each may be anything.
      boolean free = end - start < 12 && !is(first, Lexicon.WORD | Lexicon.PLACE);
      boolean deed = !is(last, Lexicon.WORD) && NameNeighbours.deedBehind(text, end);
      if (free
          && (deed || NameNeighbours.told(text, start) || NameNeighbours.isSpoken(text, start))) {
        return true;
      }
    }
    if (!is(first, Lexicon.GIVEN)
        || !surname
        || is(first, Lexicon.WORD)
        || is(last, Lexicon.WORD)) {
      return false;
    }
    if (is(last, Lexicon.ORGANISATION) || is(first | last, Lexicon.PLACE)) {
      // Grace Park is a person only among words of persons, Jordan Washington, too.
      return NameNeighbours.deedBehind(text, end)
          || NameNeighbours.told(text, start)
          || NameNeighbours.isSpoken(text, start)
          || (!is(first, Lexicon.PLACE) && leadsList(text, end));
    }
    return (NameNeighbours.deedBehind(text, end)
        || NameNeighbours.told(text, start)
        || NameNeighbours.isObject(text, start)
        || text.at(end) == '\''
        || memory.isListed(text, start)
        || leadsList(text, end));
  }

  /** Tells {@code Park Ji-hoon}, whatever else the surname is. */
  private static boolean isKorean(ScanText text, int start, long name) {
    int last = NameParser.lastFlags(name);
    int surname = NameWord.end(NameWord.read(text, start));
    return NameParser.words(name) == 2
        && surname - start < 6
        && isPlainName(last)
        && is(last, Lexicon.GIVEN)
        && text.at(NameWord.end(NameWord.read(text, surname + 1))) == '-';
  }

  /** Tells whether {@code and} and a given name follow. */
  private static boolean leadsList(ScanText text, int end) {
    if (text.at(end) != ' ' || text.at(end + 1) != 'a' || text.at(end + 4) != ' ') {
      return false;
    }
    long next = NameWord.read(text, end + 5);
    return isCapital(next) && is(next, Lexicon.GIVEN) && !is(next, Lexicon.WORD | Lexicon.PLACE);
  }

  /** A given name alone. */
  private boolean alone(ScanText text, int start, int end, long word) {
    int initial = NameNeighbours.initialBehind(text, end);
    if (form(word) != NameWord.CAPITAL
        || !NameNeighbours.isProse(text, start, end)
        || (initial < 0 && NameNeighbours.nextTo(text, start, end))
        || NameNeighbours.ownsHeading(text, end)
        || NameNeighbours.isSaint(text, start)
        || (text.at(start - 1) == ' ' && NameNeighbours.isArticle(text, start - 2))) {
      return false;
    }
    boolean deed = NameNeighbours.deedBehind(text, end) || memory.isListed(text, start);
    if (isPlainName(word)) {
      found(text, start, Math.max(initial, end), deed ? Confidence.LABELLED : GIVEN_ALONE, false);
      return true;
    }
    if (!is(word, Lexicon.WORD)
        && (deed
            || NameNeighbours.told(text, start)
            || (!is(word, Lexicon.PLACE) && NameNeighbours.isObject(text, start)))) {
      found(text, start, end, Confidence.HINTED, false);
      return true;
    }
    return false;
  }

  /** A surname: after an initial or an unknown given name, before a given name, or with a deed. */
  private void surname(ScanText text, int start, int end, long word) {
    int quoted = text.at(start - 1) == '"' ? SurnameForm.givenBehindComma(text, end) : -1;
    if (quoted > 0 && text.at(quoted) == '"') {
      found(text, start, quoted, Confidence.LABELLED, true);
      return;
    }
    if (!isPlainName(word)) {
      return;
    }
    int given = SurnameForm.beginsList(text, start) ? SurnameForm.givenBehindComma(text, end) : -1;
    if (given > 0) {
      found(text, start, given, Confidence.LABELLED, true);
      return;
    }
    int upper =
        form(word) == NameWord.UPPER && end - start > 2 ? SurnameForm.givenBehind(text, end) : -1;
    if (upper > 0) {
      found(text, start, upper, Confidence.LABELLED, true);
      return;
    }
    int particles = SurnameForm.particles(text, start);
    int first =
        form(word) == NameWord.UPPER && end - start < 4
            ? start
            : SurnameForm.initials(text, particles);
    if (first < particles) {
      found(text, first, end, Confidence.LABELLED, true);
      return;
    }
    first = NameWord.startBefore(text, start - 1);
    if (text.at(start - 1) == ' ' && first >= 0) {
      long before = NameWord.read(text, first);
      // Words with a first letter such as Ł are not looked at from their own place.
      boolean unread = text.at(first) > 0xc3 && is(before, Lexicon.GIVEN);
      boolean unknown =
          (unread || NameWord.flags(before) == 0)
              && form(before) == NameWord.CAPITAL
              && form(word) == NameWord.CAPITAL;
      if (unknown
          && !NameNeighbours.isCode(text, first - 1)
          && !NameNeighbours.isBrand(text, first, end)
          && !NameNeighbours.isPrefix(text, first, NameNeighbours.before(text, first))) {
        found(text, first, end, unread ? Confidence.SUPPORTED : Confidence.HINTED, unread);
        return;
      }
    }
    if (form(word) == NameWord.CAPITAL
        && NameNeighbours.isProse(text, start, end)
        && isActing(text, start, end)
        && !NameNeighbours.nextTo(text, start, end)) {
      found(text, start, end, Confidence.HINTED, false);
    }
  }

  /** Tells whether somebody acts, is told or spoken to: {@code ask Novak}. */
  private boolean isActing(ScanText text, int start, int end) {
    return NameNeighbours.deedBehind(text, end)
        || NameNeighbours.told(text, start)
        || NameNeighbours.isSpoken(text, start)
        || memory.isListed(text, start)
        || leadsSurname(text, end);
  }

  /** Tells {@code Brennan and Takahashi}: two surnames and nothing else. */
  private static boolean leadsSurname(ScanText text, int end) {
    if (text.at(end) != ' ' || text.at(end + 1) != 'a' || text.at(end + 4) != ' ') {
      return false;
    }
    long next = NameWord.read(text, end + 5);
    return isCapital(next)
        && is(next, Lexicon.SURNAME)
        && isPlainName(next)
        && NameNeighbours.deedBehind(text, NameWord.end(next));
  }

  void found(ScanText text, int start, int end, int confidence, boolean learn) {
    text.report(type, start, end, confidence);
    memory.found(text, start, end, learn || confidence >= REMEMBERED);
  }
}
