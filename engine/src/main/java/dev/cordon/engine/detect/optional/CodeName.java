package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;

/**
 * What an organisation calls its code, its data and its undertakings: keys of tickets, names with
 * underscores, packages, classes, repositories, and what stands behind a word for such a thing
 * ({@code table}, {@code bucket}, {@code project}). Goes through a text once. Thread-safe.
 */
final class CodeName implements EndDetector {
  private static final WordLists LISTS = WordLists.read(CodeName.class, "words.txt");

  /** Words before what has a name. */
  private static final WordSet THINGS = new WordSet(LISTS.of("code.things"));

  /** Words before what is called by an ordinary word. */
  private static final WordSet UNDERTAKINGS = new WordSet(LISTS.of("code.undertakings"));

  /** Words that may stand between. */
  private static final WordSet BETWEEN = new WordSet(LISTS.of("code.between"));

  /** What names of settings and errors end with that are no secret. */
  private static final WordSet SETTINGS = new WordSet(LISTS.of("code.settings"));

  private static final int LONGEST = 160;
  private static final int WORDS = 4;
  private static final int WORD = 24;

  private final DataType type;

  private CodeName(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    registry.ends(new CodeName(type));
  }

  @Override
  public void end(ScanText text) {
    int i = text.from();
    while (i < text.to()) {
      if (!isPart(text.at(i))) {
        i++;
        continue;
      }
      int start = i;
      while (isPart(text.at(i))) {
        i++;
      }
      token(text, start, i);
    }
  }

  /** Tells what names and paths in code are made of. */
  private static boolean isPart(int b) {
    return Ascii.isWord(b) || b >= 0x80 || b == '-' || b == '.' || b == '/' || b == '@' || b == ':';
  }

  private void token(ScanText text, int first, int last) {
    int start = first;
    int end = last;
    while (end > start && "-.:@/".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    while (start < end && "-.:".indexOf(text.at(start)) >= 0) {
      start++;
    }
    if (isArn(text, start)) {
      parts(text, start, end);
      return;
    }
    name(text, beyondKey(text, start, end), end);
  }

  /** Tells the name that Amazon gives to a resource, {@code arn:aws:sqs:…}. */
  private static boolean isArn(ScanText text, int start) {
    return text.at(start) == 'a'
        && text.at(start + 1) == 'r'
        && text.at(start + 2) == 'n'
        && text.at(start + 3) == ':';
  }

  /** Looks at what stands between colons, the account and the resource. */
  private void parts(ScanText text, int start, int end) {
    int part = start;
    for (int i = start; i <= end; i++) {
      if (i == end || text.at(i) == ':' || text.at(i) == '/') {
        name(text, part, i);
        part = i + 1;
      }
    }
  }

  private void name(ScanText text, int start, int end) {
    if (end - start < 3
        || end - start > LONGEST
        || CodeForm.isAddress(text, start, end)
        || isVariable(text, start, end)) {
      return;
    }
    int form = CodeForm.of(text, start, end);
    boolean quoted = isQuoted(text, start, end);
    if (CodeForm.isSure(form)
        || (CodeForm.mayBe(form)
            && ((quoted && CodeForm.isJoined(form)) || isNamed(text, start)))) {
      text.report(type, start, end, OptionalPack.PLAUSIBLE);
    } else if (CodeForm.isWord(form) && isUndertaking(text, start, quoted)) {
      text.report(type, start, end, OptionalPack.PLAUSIBLE);
      everywhere(text, start, end);
    }
  }

  /**
   * Tells what is given a value, {@code API_KEY=}, and what every program has, {@code __name__}.
   */
  private static boolean isVariable(ScanText text, int start, int end) {
    boolean set =
        text.at(end) == '=' && text.at(end + 1) != '=' && !Ascii.isBlank(text.at(end + 1));
    return (text.at(start) == '_' && text.at(start + 1) == '_')
        || (set && Ascii.isUpper(text.at(start)) && Ascii.isUpper(text.at(end - 1)))
        || SETTINGS.start(text, end) > start;
  }

  /** Passes {@code ingress.host:} of what has no blank behind its colon. */
  private static int beyondKey(ScanText text, int start, int end) {
    int colon = end;
    while (colon > start && text.at(colon - 1) != ':') {
      colon--;
    }
    boolean whole =
        colon > start && text.at(colon - 2) != ':' && CodeForm.isCoordinate(text, start, end);
    boolean scope = colon - start > 1 && text.at(colon - 2) == ':';
    return whole || scope ? start : colon;
  }

  private static boolean isQuoted(ScanText text, int start, int end) {
    int b = text.at(start - 1);
    return (b == '`' || b == '"' || b == '\'') && (text.at(end) == b || text.at(end) == '(');
  }

  /** Tells whether a word for a thing in code stands before, some words between. */
  private static boolean isNamed(ScanText text, int start) {
    int at = start;
    for (int words = 0; words < WORDS; words++) {
      int end = wordEnd(text, at);
      int begin = end;
      while (end - begin < WORD
          && (Ascii.isAlnum(text.at(begin - 1)) || text.at(begin - 1) >= 0x80)) {
        begin--;
      }
      if (begin == end) {
        return false;
      }
      if (THINGS.holds(text, begin, end)) {
        return true;
      }
      boolean listed = CodeForm.mayBe(CodeForm.of(text, begin, end));
      if (!listed && !BETWEEN.holds(text, begin, end)) {
        return false;
      }
      at = begin;
    }
    return false;
  }

  /** Returns where the word before a place ends: marks and blanks of one line may stand between. */
  private static int wordEnd(ScanText text, int at) {
    int i = at;
    while (at - i < 6 && " \t\"'`:=,(-/".indexOf(text.at(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private static boolean isUndertaking(ScanText text, int start, boolean quoted) {
    int end = wordEnd(text, start);
    int word = end < start ? UNDERTAKINGS.start(text, end) : -1;
    boolean capital = Ascii.isUpper(text.at(start)) || text.at(start) >= 0x80;
    return word >= 0 && text.beginsWord(word) && (capital || quoted);
  }

  /** Reports a name in the rest of the text, once it is known. */
  private void everywhere(ScanText text, int start, int end) {
    int length = end - start;
    for (int i = text.from(); i + length <= text.to(); i++) {
      if (text.at(i) == text.at(start) && i != start && text.beginsWord(i)) {
        int same = 1;
        while (same < length && text.at(i + same) == text.at(start + same)) {
          same++;
        }
        if (same == length && !Ascii.isLower(text.at(i + length))) {
          text.report(type, i, i + length, Confidence.HINTED);
        }
      }
    }
  }
}
