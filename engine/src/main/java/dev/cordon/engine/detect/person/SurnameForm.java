package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.form;
import static dev.cordon.engine.detect.person.NameWord.is;
import static dev.cordon.engine.detect.person.NameWord.isCapital;
import static dev.cordon.engine.detect.person.NameWord.isPlainName;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** What makes a name of a surname: initials and particles before it, a given name behind it. */
final class SurnameForm {
  private SurnameForm() {}

  /** Tells whether neither a name's other part nor another name of a list stands before. */
  static boolean beginsList(ScanText text, int start) {
    int before = text.at(start - 2);
    if (text.at(start - 1) != ' ') {
      return true;
    }
    return (before != ',' || text.at(start - 3) == ')' || Ascii.isDigit(text.at(start - 3)))
        && before != '&'
        && !isCapitalWord(NameWord.readBefore(text, start - 1));
  }

  private static boolean isCapitalWord(long word) {
    return NameWord.end(word) > 0 && isCapital(word) && !is(word, Lexicon.BEFORE | Lexicon.DEED);
  }

  /** Returns the end of {@code , John A.} behind a surname, or -1. */
  static int givenBehindComma(ScanText text, int end) {
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

  /** Returns the end of a given name behind a surname in capitals: {@code TANAKA Kenji}. */
  static int givenBehind(ScanText text, int end) {
    if (text.at(end) != ' ' || !Ascii.isUpper(text.at(end + 1))) {
      return -1;
    }
    long given = NameParser.hyphened(text, NameWord.read(text, end + 1));
    boolean known = isPlainName(given) && is(given, Lexicon.GIVEN);
    return known && form(given) == NameWord.CAPITAL ? NameWord.end(given) : -1;
  }

  /** Returns where {@code de} or {@code van der} before a surname begins. */
  static int particles(ScanText text, int start) {
    int first = start;
    for (int n = 0; n < 2 && text.at(first - 1) == ' '; n++) {
      int before = NameWord.startBefore(text, first - 1);
      if (before < 0 || !is(NameWord.read(text, before), Lexicon.PARTICLE)) {
        break;
      }
      first = before;
    }
    return first;
  }

  /** Returns where the initials before a surname begin: {@code J. Smith}, {@code J.R. Smith}. */
  static int initials(ScanText text, int start) {
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
}
