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
 * it ends; {@link NameTagger} decides.
 */
final class PersonName implements WordDetector {
  /** Greetings that are names without their accents, or are followed by names. */
  private static final WordSet GREETINGS =
      new WordSet("olá", "salut", "cześć", "merhaba", "szia", "ahoj", "bonsoir", "selam");

  /** Stand alone at the end of a letter, where names do. */
  private static final WordSet FAREWELLS = new WordSet("bye", "goodbye", "cheers", "thanks");

  /** Stand before names and are on the lists of names, too. */
  private static final WordSet TITLES = new WordSet("lady", "lord", "dame", "sir", "miss");

  /** What compilers say of a name in code. */
  private static final WordSet UNDEFINED =
      new WordSet(" is undefined", " is not defined", " is null");

  /** How sure a name is that the lists tell and the tagger doesn't. */
  private static final int BY_LISTS = 54;

  /** So sure must a word alone be that no list knows. */
  private static final int UNLISTED = 60;

  /** From here on a word alone is looked for in the rest of the text. */
  private static final int REMEMBERED = 70;

  private final DataType type;
  private final NameMemory memory;
  private final NameTagger tagger;
  private final int slot;

  /**
   * Makes the detector.
   *
   * @param slot where a session keeps the run that is looked at
   */
  PersonName(DataType type, NameMemory memory, NameTagger tagger, int slot) {
    this.type = type;
    this.memory = memory;
    this.tagger = tagger;
    this.slot = slot;
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
    int lead = text.at(start);
    if (lead >= NameRun.GREEK && lead <= NameRun.CYRILLIC_LAST) {
      if (!memory.isDone(text, start)) {
        run(text, start, 0);
      }
      return;
    }
    if (!isCapital(word) || memory.isDone(text, start)) {
      return;
    }
    int end = NameWord.end(word);
    if (is(word, Lexicon.NAME)) {
      if (isGreeting(text, start, end)) {
        return;
      }
      if (NameNeighbours.honorific(text, end) > 0) {
        found(text, start, end, Confidence.LABELLED, true);
      } else if (isFree(text, start) && !surnameFirst(text, start, word)) {
        run(text, start, 0);
      }
    } else if (NameWord.flags(word) == 0
        && form(word) == NameWord.CAPITAL
        && !isOpening(text, start, end)
        && !isGreeting(text, start, end)
        && !fieldOfSurname(text, start, end)
        && isFree(text, start)) {
      run(text, start, end);
    }
  }

  /** Tells a word that texts hold in small letters and not as a name: {@code hans} is "his". */
  boolean isCommon(ScanText text, int start, int end) {
    return tagger.isSmall(Lexicon.hash(text, start, end));
  }

  private static boolean isGreeting(ScanText text, int start, int end) {
    return GREETINGS.holds(text, start, end) || TITLES.holds(text, start, end);
  }

  private static boolean isFree(ScanText text, int start) {
    return !NameNeighbours.isCode(text, start - 1) || isInitial(text, start);
  }

  /**
   * Tells a word that stands in small letters elsewhere, and has a capital as it begins a sentence.
   */
  private boolean isOpening(ScanText text, int start, int end) {
    if (text.at(end) != ' ' || !Ascii.isLower(text.at(end + 1))) {
      return false;
    }
    int before = text.at(start - 1);
    int mark = before == ' ' ? text.at(start - 2) : before;
    boolean begins = mark < 0 || mark == '\n' || mark == '.' || mark == '!' || mark == '?';
    return begins && tagger.isSmall(Lexicon.hash(text, start, end));
  }

  /** Looks at all words of the run that begins at a place, once. */
  private void run(ScanText text, int start, int unlisted) {
    NameTagger.Scratch scratch = (NameTagger.Scratch) text.memory(slot);
    if (scratch == null) {
      scratch = tagger.newScratch();
      text.memory(slot, scratch);
    }
    NameRun run = scratch.run;
    if (!run.isDone(text, start)) {
      if (run.read(text, start, unlisted)) {
        judge(text, scratch);
      }
      scratch.clear();
    }
  }

  private void judge(ScanText text, NameTagger.Scratch scratch) {
    NameRun run = scratch.run;
    run.done(text, run.end());
    run.listed = memory.isListed(text, run.start());
    int tags = tagger.tags(text, scratch);
    if (tags == 0 && isByLists(run)) {
      int end = run.end();
      if (!isOther(text, run.start(), end, run.count == 1)) {
        named(text, run.start(), end, BY_LISTS, false);
      }
      return;
    }
    for (int from = 0; from < run.count; ) {
      int to = from;
      while ((tags >>> to & 1) != 0) {
        to++;
      }
      if (to > from) {
        span(text, scratch, from, to);
      }
      from = to + 1;
    }
  }

  /**
   * Tells a given name behind a name and a comma, and one before a surname or a word of no list.
   */
  private static boolean isByLists(NameRun run) {
    int first = run.flags[NameRun.BESIDE];
    boolean given = is(first, Lexicon.GIVEN) && run.forms[NameRun.BESIDE] == NameWord.CAPITAL;
    if (run.count == 1) {
      return given && run.listed && !is(first, Lexicon.WORD);
    }
    int last = run.flags[NameRun.BESIDE + 1];
    boolean surname = is(last, Lexicon.SURNAME) && !is(last, Lexicon.WORD | Lexicon.PLACE);
    return run.count == 2
        && given
        && !is(first, Lexicon.AMBIGUOUS | Lexicon.WORD | Lexicon.PLACE)
        && run.forms[NameRun.BESIDE + 1] == NameWord.CAPITAL
        && (last == 0 || surname);
  }

  private void span(ScanText text, NameTagger.Scratch scratch, int from, int to) {
    NameRun run = scratch.run;
    int first = from;
    while (first > 0 && run.forms[NameRun.BESIDE + first - 1] == NameWord.INITIAL) {
      first--;
    }
    int start = run.starts[NameRun.BESIDE + first];
    int last = NameRun.BESIDE + to - 1;
    int end = run.ends[last];
    if (run.forms[last] == NameWord.INITIAL && text.at(end) == '.') {
      end++;
    }
    end = NameParser.suffix(text, end);
    int words = 0;
    for (int i = from; i < to; i++) {
      if (run.forms[NameRun.BESIDE + i] != NameWord.INITIAL) {
        words++;
      }
    }
    if (words == 0 || isOther(text, start, end, words == 1 && to - first == 1)) {
      return;
    }
    int without = (1 << to) - (1 << from);
    int confidence = NameTagger.confidence(tagger.margin(scratch, without));
    boolean unlisted = words == 1 && to - first == 1 && !is(run.flags[last], Lexicon.NAME);
    if (confidence < (unlisted ? UNLISTED : Confidence.LIKELY)) {
      return;
    }
    if (OtherNoun.isThing(text, start, end)) {
      pass(text, start, end);
      return;
    }
    text.report(type, start, end, confidence, tagger.why(scratch, from, to));
    memory.found(text, start, end, to - first > 1 || confidence >= REMEMBERED);
  }

  /**
   * Tells what looks like a name and belongs to code, a brand, a tax, something named after one.
   */
  private static boolean isOther(ScanText text, int start, int end, boolean lone) {
    if (text.at(start - 2) == '&'
        || NameNeighbours.continues(text, end)
        || isBrand(text, start, end)
        || isTax(text, start, end)
        || OtherNoun.isNamedAfter(text, start, end)) {
      return true;
    }
    return lone
        && (isLabel(text, start, end)
            || FAREWELLS.holds(text, start, end)
            || UNDEFINED.end(text, end) > 0
            || NameNeighbours.isKeyword(NameNeighbours.before(text, start))
            || !NameNeighbours.isProse(text, start, end)
            || OtherNoun.is(text, start, end));
  }

  /** Tells a word that a number follows, which it names, or a word of another script. */
  private static boolean isLabel(ScanText text, int start, int end) {
    int next = text.at(end + 2);
    return text.at(end) == ':'
        && text.at(end + 1) == ' '
        && (Ascii.isDigit(next) || (Ascii.isLower(next) && text.at(start) >= NameRun.GREEK));
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
    if (given < 0 && form(word) == NameWord.UPPER && isPlainName(word) && end - start > 2) {
      given = SurnameForm.givenBehind(text, end);
    }
    if (given < 0) {
      return false;
    }
    found(text, start, given, Confidence.LABELLED, true);
    return true;
  }

  /** {@code Doe, Jane} alone in a field, where no list knows the surname. */
  private boolean fieldOfSurname(ScanText text, int start, int end) {
    int given = text.at(end) == ',' && isFieldBegin(text, start) ? givenBehind(text, end) : -1;
    if (given > 0) {
      found(text, start, given, Confidence.LABELLED, true);
    }
    return given > 0;
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

  /** Tells {@code P. IVA} and {@code IVA}, which is value-added tax in Italian and Spanish. */
  private static boolean isTax(ScanText text, int start, int end) {
    return end - start == 3
        && text.at(start) == 'I'
        && text.at(start + 1) == 'V'
        && text.at(start + 2) == 'A';
  }

  private static boolean isInitial(ScanText text, int start) {
    int dot = text.at(start - 1) == ' ' ? start - 2 : start - 1;
    return text.at(dot) == '.' && SurnameForm.initials(text, start) < start;
  }

  /** Tells {@code Ralph Lauren}, and {@code Herman Miller Aeron} by its first two words. */
  private static boolean isBrand(ScanText text, int start, int end) {
    long before = NameNeighbours.before(text, start);
    int first = NameWord.end(before) > 0 ? NameWord.startBefore(text, start - 1) : -1;
    int firstEnd = NameWord.end(NameWord.read(text, start));
    if (NameNeighbours.isBrand(text, start, end)
        || (first >= 0 && NameNeighbours.isBrand(text, first, firstEnd))) {
      return true;
    }
    int second = text.at(firstEnd) == ' ' ? NameWord.end(NameWord.read(text, firstEnd + 1)) : 0;
    return second > firstEnd && second < end && NameNeighbours.isBrand(text, start, second);
  }

  /** Reports a name that a cue stands beside, unless a thing is named so. */
  void named(ScanText text, int start, int end, int confidence, boolean learn) {
    if (OtherNoun.isThing(text, start, end)) {
      pass(text, start, end);
    } else {
      found(text, start, end, confidence, learn);
    }
  }

  /** Passes what reads as a name and is none: nothing looks at it again. */
  void pass(ScanText text, int start, int end) {
    memory.found(text, start, end, false);
  }

  /** Reports a name that a cue stands beside. */
  void found(ScanText text, int start, int end, int confidence, boolean learn) {
    text.report(type, start, end, confidence);
    memory.found(text, start, end, learn || confidence >= REMEMBERED);
  }
}
