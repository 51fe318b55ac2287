package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameFeature.*;
import static dev.cordon.engine.detect.person.NameWord.form;
import static dev.cordon.engine.detect.person.NameWord.is;
import static dev.cordon.engine.detect.person.NameWord.isCapital;
import static dev.cordon.engine.detect.person.NameWord.isPlainName;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** Reads the features of a candidate for a name: its words, and what stands on both sides. */
final class NameReader {
  private NameReader() {}

  /**
   * Returns what holds for a name's words.
   *
   * @param start where the first word begins
   * @param name as {@link NameParser} has read it
   * @param lone whether it is one word and nothing else
   */
  static long words(ScanText text, int start, long name, boolean lone) {
    int first = NameParser.firstFlags(name);
    int last = NameParser.lastFlags(name);
    int words = NameParser.words(name);
    int end = NameParser.nameEnd(name);
    long word = NameWord.read(text, start);
    long features = ALONE.when(lone) | SHORT.when(NameWord.end(word) - start < 4);
    features |= UPPER.when(form(word) == NameWord.UPPER);
    features |= HYPHEN.when(hasHyphen(text, start, end)) | THREE_WORDS.when(words > 2);
    if (words == 1 && !lone) {
      return features | last(first); // behind initials
    }
    if (words == 2
        && is(first, Lexicon.SURNAME)
        && is(last, Lexicon.GIVEN)
        && isBrief(text, start, end)) {
      return features | SURNAME_GIVEN.bit() | WORD_LAST.when(is(last, Lexicon.WORD));
    }
    features |= first(first);
    if (words > 1) {
      boolean given = is(first, Lexicon.GIVEN) && isPlainName(first);
      boolean thing = is(last, Lexicon.WORD | Lexicon.ORGANISATION);
      boolean surname = is(last, Lexicon.SURNAME) && !thing;
      features |= last(last) | GIVEN_SURNAME.when(given && surname);
      features |= BOTH_PLAIN.when(given && surname && isPlainName(last));
      features |= BOTH_UNKNOWN.when(first == 0 && last == 0);
    }
    return features;
  }

  /** Tells {@code Li Na} and {@code Park Ji-hoon}: syllables. */
  private static boolean isBrief(ScanText text, int start, int end) {
    int behind = NameWord.end(NameWord.read(text, start));
    return behind - start < 6 && (end - behind < 6 || hasHyphen(text, behind, end));
  }

  private static long first(int flags) {
    if (!is(flags, Lexicon.NAME)) {
      return UNKNOWN_FIRST.bit();
    }
    boolean given = is(flags, Lexicon.GIVEN);
    if (isPlainName(flags)) {
      return (given ? GIVEN_FIRST : SURNAME_FIRST).bit();
    }
    long kind = (given ? DOUBTFUL_GIVEN_FIRST : DOUBTFUL_FIRST).bit();
    return kind
        | WORD_FIRST.when(is(flags, Lexicon.WORD))
        | PLACE_FIRST.when(is(flags, Lexicon.PLACE));
  }

  private static long last(int flags) {
    if (!is(flags, Lexicon.NAME)) {
      return UNKNOWN_LAST.bit();
    }
    if (isPlainName(flags)) {
      return (is(flags, Lexicon.SURNAME) ? SURNAME_LAST : GIVEN_LAST).bit();
    }
    return DOUBTFUL_LAST.bit()
        | WORD_LAST.when(is(flags, Lexicon.WORD))
        | PLACE_LAST.when(is(flags, Lexicon.PLACE))
        | ORGANISATION_LAST.when(is(flags, Lexicon.ORGANISATION));
  }

  private static boolean hasHyphen(ScanText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.at(i) == '-') {
        return true;
      }
    }
    return false;
  }

  /** Returns what holds for what stands on both sides. */
  static long sides(ScanText text, int start, int end, int flags) {
    long before = before(text, start, flags);
    long behind = behind(text, end);
    boolean article = (before & ARTICLE.bit()) != 0;
    boolean given = isPlainName(flags) && is(flags, Lexicon.GIVEN);
    long small = before & (SMALL_BEFORE.bit() | LOCATIVE.bit() | ARTICLE.bit());
    long both =
        GIVEN_OPENS.when(given && (before & OPENS.bit()) != 0)
            | GIVEN_BEHIND_SMALL.when(given && small == SMALL_BEFORE.bit())
            | ATTRIBUTE.when(article && (behind & (SMALL_BEHIND.bit() | DEED.bit())) != 0)
            | HEADING_ATTRIBUTE.when(article && NameNeighbours.isAttribute(text, start, end))
            | WHOLE_LINE.when(
                (before & OPENS.bit()) != 0 && isLineStart(text, start) && isLineEnd(text, end));
    return before | behind | both;
  }

  private static boolean isLineStart(ScanText text, int start) {
    return text.at(start - 1) != ' ';
  }

  private static boolean isLineEnd(ScanText text, int end) {
    int b = text.at(end);
    return b < 0 || b == '\n' || b == '\r' || (b == '\\' && text.at(end + 1) == 'n');
  }

  private static long before(ScanText text, int start, int flags) {
    int b = text.at(start - 1);
    if (b < 0 || b == '\n' || b == '\r' || (b == 'n' && text.at(start - 2) == '\\')) {
      return OPENS.bit();
    }
    if (b != ' ' && b != '\t') {
      return ENCLOSED.bit();
    }
    int mark = text.at(start - 2);
    if (isListItem(text, start)) {
      return LIST_ITEM.bit();
    }
    if (mark == '.' || mark == '!' || mark == '?') {
      return OPENS.bit() | PREFIX.when(NameNeighbours.isSaint(text, start));
    }
    if (mark == '"' || mark == 0x9d) {
      return SPEECH.bit();
    }
    long word = NameNeighbours.before(text, start);
    if (NameWord.end(word) <= 0) {
      return ENCLOSED.when(!Ascii.isDigit(mark) && mark != ',' && mark != ';' && mark != ':');
    }
    if (form(word) == NameWord.LOWER) {
      boolean begins = is(word, Lexicon.BEFORE);
      boolean english = NameNeighbours.isArticle(text, start - 2);
      return SMALL_BEFORE.bit()
          | ROLE.when(is(word, Lexicon.ROLE))
          | OBJECT.when(begins && !english && !NameNeighbours.isVerb(text, start))
          | TOLD.when(is(word, Lexicon.DEED))
          | SPOKEN.when(begins && NameNeighbours.isSpoken(text, start))
          | ARTICLE.when(english || isArticle(text, start - 1))
          | LOCATIVE.when(isLocative(text, start - 1))
          | IN_PLACE.when(NameNeighbours.isPlace(text, start, flags));
    }
    return PREFIX.when(NameNeighbours.isPrefix(text, start, word))
        | SHOUTED.when(form(word) == NameWord.UPPER)
        | TOLD.when(is(word, Lexicon.DEED))
        | ARTICLE.when(NameNeighbours.isArticle(text, start - 2))
        | ROLE.when(is(word, Lexicon.ROLE))
        | LOCATIVE.when(isLocative(text, start - 1))
        | NOUN_BEFORE.when(NameWord.flags(word) == 0)
        | CAPITAL_BEFORE.when(
            NameWord.flags(word) != 0 && !is(word, Lexicon.BEFORE | Lexicon.DEED));
  }

  private static final String[] ARTICLES = {
    "der", "die", "das", "dem", "des", "ein", "eine", "einen", "einem", "einer", "le", "la", "les",
    "un", "une", "una", "el", "los", "las", "il", "lo", "gli", "het", "een", "et", "ett",
  };

  /** Tells articles of other languages than English. */
  private static boolean isArticle(ScanText text, int end) {
    int start = end;
    while (end - start < 6 && Ascii.isLower(text.at(start - 1))) {
      start--;
    }
    for (String article : ARTICLES) {
      if (article.length() == end - start && text.at(start) == article.charAt(0)) {
        int i = 1;
        while (i < article.length() && text.at(start + i) == article.charAt(i)) {
          i++;
        }
        if (i == article.length()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells {@code in}, {@code at}, {@code em}, {@code i}, {@code w}, {@code nach}. */
  private static boolean isLocative(ScanText text, int end) {
    int last = text.at(end - 1);
    int first = text.at(end - 2) | 0x20;
    if (first == ' ') {
      return last == 'i' || last == 'w' || last == 'v';
    }
    int second = text.at(end - 3);
    if (!Ascii.isWord(second) && second < 0x80) {
      return (first == 'i' && last == 'n')
          || (first == 'a' && last == 't')
          || (first == 'e' && last == 'm')
          || (first == 0xe3 && last == 0xa0);
    }
    return text.at(end - 5) == ' '
        && (first == 'c' || first == 'a')
        && (last == 'h' || last == 'r')
        && text.at(end - 4) == 'n';
  }

  /** Tells {@code - Freya} and {@code 1. Jane Doe} at a line's beginning. */
  private static boolean isListItem(ScanText text, int start) {
    int i = start - 2;
    int mark = text.at(i);
    if (mark == '.' || mark == ')') {
      int digits = i;
      while (i - digits < 3 && Ascii.isDigit(text.at(digits - 1))) {
        digits--;
      }
      if (digits == i) {
        return false;
      }
      i = digits;
    } else if (mark == 0xa2 && text.at(i - 2) == 0xe2) {
      i -= 2; // a bullet
    } else if (mark != '-' && mark != '*') {
      return false;
    }
    int b = text.at(i - 1);
    return b < 0 || b == '\n' || (b == ' ' && Ascii.isBlank(text.at(i - 2)));
  }

  private static long behind(ScanText text, int end) {
    int b = text.at(end);
    int next = text.at(end + 1);
    if (b == '\'') {
      if (NameNeighbours.caseEnd(text, end) > end) {
        return POSSESSIVE.bit();
      }
      return next != 's'
          ? ENCLOSED.bit()
          : POSSESSIVE.bit()
              | organisation(text, end + 3)
              | OWNS_HEADING.when(NameNeighbours.ownsHeading(text, end));
    }
    if (b == ',' || b == ';') {
      return next == ' ' ? list(text, end + 2) | organisation(text, end + 2) : ENCLOSED.bit();
    }
    if (b < 0 || b == '\n' || b == '\r' || b == '.' || b == '!' || b == '?') {
      return CLOSED.bit();
    }
    if (b == ':') {
      return COLON.bit();
    }
    if (b != ' ') {
      return ENCLOSED.bit();
    }
    if (Ascii.isDigit(next)) {
      return NUMBER_BEHIND.bit();
    }
    if (next < 0x80 && !Ascii.isLetter(next)) {
      return ENCLOSED.bit();
    }
    long word = NameWord.read(text, end + 1);
    if (form(word) == NameWord.LOWER) {
      boolean deed = is(word, Lexicon.DEED);
      int behind = NameWord.end(word);
      boolean joint = behind - end < 5 && text.at(behind) == ' ';
      return SMALL_BEHIND.bit()
          | DEED.when(deed)
          | SAYS.when(deed && says(text, end))
          | organisation(text, end + 1)
          | (joint ? list(text, behind + 1) | organisation(text, behind + 1) : 0);
    }
    return SHOUTED.when(form(word) == NameWord.UPPER)
        | CAPITAL_BEHIND.when(form(word) != NameWord.INITIAL && !is(word, Lexicon.BEFORE))
        | organisation(text, end + 1);
  }

  /** Tells {@code said} and {@code emailed} from what things do, too: is, was, has, takes. */
  static boolean says(ScanText text, int end) {
    int last = end + 1;
    while (last - end < 7 && Ascii.isLower(text.at(last))) {
      last++;
    }
    boolean saying = text.at(end + 1) == 's' && text.at(end + 2) == 'a';
    return (saying || last - end == 7) && NameNeighbours.deedBehind(text, end);
  }

  private static long list(ScanText text, int at) {
    long next = NameWord.read(text, at);
    return LEADS_LIST.when(isCapital(next) && isPlainName(next));
  }

  private static long organisation(ScanText text, int at) {
    long word = NameWord.read(text, at);
    boolean dotted =
        text.at(at + 1) == '.' && Ascii.isLower(text.at(at + 2)) && text.at(at + 3) == '.';
    return ORGANISATION_BEHIND.when(
        (is(word, Lexicon.ORGANISATION)
                && !is(word, Lexicon.NAME | Lexicon.BEFORE | Lexicon.PARTICLE))
            || dotted);
  }
}
