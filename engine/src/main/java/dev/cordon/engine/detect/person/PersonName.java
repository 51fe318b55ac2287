package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.form;
import static dev.cordon.engine.detect.person.NameWord.is;
import static dev.cordon.engine.detect.person.NameWord.isCapital;
import static dev.cordon.engine.detect.person.NameWord.isPlainName;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordDetector;

/**
 * Names of persons that stand in running text without a label: the lists and the grammar decide.
 */
final class PersonName implements WordDetector {
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
    long name = NameParser.parse(text, start, NameParser.NONE);
    if (name == 0) {
      return;
    }
    int end = NameParser.nameEnd(name);
    if (NameNeighbours.continues(text, end) || NameNeighbours.isBrand(text, start, end)) {
      return;
    }
    if (NameParser.words(name) > 1) {
      full(text, start, end, name);
    } else if (!is(word, Lexicon.GIVEN) || !alone(text, start, end, word)) {
      surname(text, start, end, word);
    }
  }

  /** Two capitalised words that no list knows, where a person does something. */
  private void unknown(ScanText text, int start, int wordEnd) {
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
      found(text, start, suffixed, 54, true);
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
    if (confidence == 0 && isLikely(text, start, end, name)) {
      confidence = 56;
    }
    if (confidence == 0) {
      return;
    }
    long before = NameNeighbours.before(text, start);
    if (NameNeighbours.isPrefix(text, start, before) || text.at(start - 2) == '&') {
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
        return plainLast ? 90 : knownLast ? 80 : 70;
      }
      return is(first, Lexicon.WORD) ? (plainLast ? 54 : 0) : plainLast ? 75 : 0;
    }
    if (plainFirst && plainLast) {
      return 65;
    }
    // Zhang Wei: surnames come first in the east of Asia.
    return plainFirst && is(last, Lexicon.GIVEN) && !is(last, Lexicon.WORD | Lexicon.PLACE)
        ? 55
        : 0;
  }

  /** Two ambiguous words, such as Grace Park, where a person is expected. */
  private boolean isLikely(ScanText text, int start, int end, long name) {
    int first = NameParser.firstFlags(name);
    int last = NameParser.lastFlags(name);
    return is(first, Lexicon.GIVEN)
        && is(last, Lexicon.SURNAME)
        && !is(first | last, Lexicon.WORD | Lexicon.PLACE)
        && (NameNeighbours.deedBehind(text, end)
            || NameNeighbours.told(text, start)
            || text.at(end) == '\''
            || memory.isListed(text, start)
            || leadsList(text, end));
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
    if (form(word) != NameWord.CAPITAL
        || !NameNeighbours.isProse(text, start, end)
        || NameNeighbours.nextTo(text, start, end)
        || NameNeighbours.ownsHeading(text, end)
        || NameNeighbours.isSaint(text, start)
        || (text.at(start - 1) == ' ' && NameNeighbours.isArticle(text, start - 2))) {
      return false;
    }
    boolean deed = NameNeighbours.deedBehind(text, end) || memory.isListed(text, start);
    if (isPlainName(word)) {
      found(text, start, end, deed ? 75 : 62, false);
      return true;
    }
    if (!is(word, Lexicon.WORD)
        && (deed
            || NameNeighbours.told(text, start)
            || (!is(word, Lexicon.PLACE) && NameNeighbours.isObject(text, start)))) {
      found(text, start, end, 55, false);
      return true;
    }
    return false;
  }

  /** A surname: after an initial or an unknown given name, before a given name, or with a deed. */
  private void surname(ScanText text, int start, int end, long word) {
    if (!isPlainName(word)) {
      return;
    }
    int given = beginsList(text, start) ? givenBehindComma(text, end) : -1;
    if (given > 0) {
      found(text, start, given, 75, true);
      return;
    }
    int first = form(word) == NameWord.UPPER && end - start < 4 ? start : initials(text, start);
    if (first < start) {
      found(text, first, end, 75, true);
      return;
    }
    first = NameWord.startBefore(text, start - 1);
    if (text.at(start - 1) == ' ' && first >= 0) {
      long before = NameWord.read(text, first);
      boolean unknown =
          NameWord.flags(before) == 0
              && form(before) == NameWord.CAPITAL
              && form(word) == NameWord.CAPITAL;
      if (unknown
          && !NameNeighbours.isCode(text, first - 1)
          && !NameNeighbours.isPrefix(text, first, NameNeighbours.before(text, first))) {
        found(text, first, end, 55, false);
        return;
      }
    }
    if (form(word) == NameWord.CAPITAL
        && NameNeighbours.isProse(text, start, end)
        && NameNeighbours.deedBehind(text, end)
        && !NameNeighbours.nextTo(text, start, end)) {
      found(text, start, end, 55, false);
    }
  }

  /** Tells whether neither a name's other part nor another name of a list stands before. */
  private static boolean beginsList(ScanText text, int start) {
    int before = text.at(start - 2);
    if (text.at(start - 1) != ' ') {
      return true;
    }
    return (before != ',' || text.at(start - 3) == ')')
        && before != '&'
        && !isCapitalWord(NameWord.readBefore(text, start - 1));
  }

  private static boolean isCapitalWord(long word) {
    return NameWord.end(word) > 0 && isCapital(word) && !is(word, Lexicon.BEFORE | Lexicon.DEED);
  }

  /** Returns the end of {@code , John A.} behind a surname, or -1. */
  private static int givenBehindComma(ScanText text, int end) {
    if (text.at(end) != ',' || text.at(end + 1) != ' ') {
      return -1;
    }
    long given = NameParser.hyphened(text, NameWord.read(text, end + 2));
    if (!isPlainName(given) || !is(given, Lexicon.GIVEN) || !isCapital(given)) {
      return -1;
    }
    int behind = NameWord.end(given);
    if (text.at(behind) == ' ' && Ascii.isUpper(text.at(behind + 1))) {
      if (text.at(behind + 2) == '.') {
        return behind + 3;
      }
      // "Olsen, Maria Garcia and": a list of names, not one.
      long second = NameWord.read(text, behind + 1);
      int next = text.at(NameWord.end(second));
      if (isPlainName(second) && is(second, Lexicon.GIVEN) && (next == '\n' || next == ' ')) {
        return isCapital(NameWord.read(text, NameWord.end(second) + 1)) ? -1 : NameWord.end(second);
      }
      return isCapital(second) ? -1 : behind;
    }
    return text.at(behind) == ',' ? -1 : behind;
  }

  /** Returns where the initials before a surname begin: {@code J. Smith}, {@code J.R. Smith}. */
  private static int initials(ScanText text, int start) {
    int first = start;
    for (int n = 0; n < 3; n++) {
      int dot = text.at(first - 1) == ' ' ? first - 2 : first - 1;
      if (text.at(dot) != '.' || !Ascii.isUpper(text.at(dot - 1))) {
        break;
      }
      int before = text.at(dot - 2);
      if (before != ' ' && before != '.' && before != '\n' && before != '(' && before != -1) {
        break;
      }
      first = dot - 1;
    }
    return first;
  }

  void found(ScanText text, int start, int end, int confidence, boolean learn) {
    text.report(type, start, end, confidence);
    memory.found(text, start, end, learn || confidence >= 70);
  }
}
