package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import dev.cordon.engine.detect.person.TechnicalWord;

/**
 * What is made as people make passwords, on the line behind a word for one, whatever stands
 * between: {@code the pass on that box should still be Heron1988}. A word and a number, or a mark
 * within a word; what joins words ({@code old-heron-7}) only right behind {@code is} and the like.
 * Thread-safe.
 */
final class NearbyPassword implements LiteralDetector {
  /** How far it may stand behind the word, bytes. */
  private static final int FAR = 96;

  private static final int LEAST = 7;
  private static final int MOST = 40;
  private static final int LEAST_LETTERS = 4;
  private static final int MOST_DIGITS = 4;

  /** Words before what is no password: of whom or what it is. */
  private static final WordSet OWNERS = new WordSet(SecretWords.of("nearby_password.owners"));

  /** Words for being, before what the password is. */
  private static final WordSet LINKS = new WordSet(SecretWords.of("nearby_password.links"));

  /** Names of products and formats, which have numbers. */
  private static final WordSet PRODUCTS = new WordSet(SecretWords.of("nearby_password.products"));

  private final PasswordJudge judge;
  private final int slot;

  private NearbyPassword(PasswordJudge judge, int slot) {
    this.judge = judge;
    this.slot = slot;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.literals(
        new NearbyPassword(judge, slot), SecretWords.words("nearby_password.labels", "(?i)"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int b = text.at(end);
    boolean eastern = text.at(end - 1) >= 0x80;
    if (!Ascii.isBlank(b) && !eastern && ":=,;.-/?!>".indexOf(b) < 0) {
      return;
    }
    int first = -1;
    int at = end;
    while (at - end < FAR) {
      while (isGap(text.at(at))) {
        at++;
      }
      int stop = at;
      while (stop - at <= MOST && text.at(stop) > ' ' && !isGap(text.at(stop))) {
        stop++;
      }
      if (stop == at || stop - at > MOST) {
        return;
      }
      first = first < 0 ? at : first;
      token(text, at, stop, at == first);
      at = stop;
    }
  }

  /** Tells blanks, quotes and brackets; a line's end ends the search. */
  private static boolean isGap(int b) {
    return b == ' ' || b == '\t' || b == '"' || b == '\'' || b == '`' || b == '(' || b == ')';
  }

  private void token(ScanText text, int from, int stop, boolean first) {
    int to = stop;
    while (to > from && ",;.:?".indexOf(text.at(to - 1)) >= 0) {
      to--;
    }
    if (to - from < LEAST || !isPlain(text, from, to)) {
      return;
    }
    int made = PasswordText.of(text, from, to);
    boolean linked = isLinked(text, from);
    boolean madeUp = PasswordText.isMadeUp(made);
    boolean numbered = isNumbered(text, from, to);
    boolean marked = isMarked(text, from, to) && PasswordText.hasDigit(made);
    boolean joined = linked && PasswordText.isJoined(made) && PasswordText.hasDigit(made);
    boolean mixed = linked && madeUp;
    if ((numbered || marked || joined || mixed || (first && madeUp && !PasswordText.isCode(made)))
        && !(text.at(stop) == '(' || isOwned(text, from))) {
      SecretSpan span = SecretSpan.of(text, slot);
      judge.decide(text, span, from, to, true, PasswordJudge.BARE);
    }
  }

  /** Tells what holds no mark of a path, an address or code. */
  private static boolean isPlain(ScanText text, int from, int to) {
    int letters = 0;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      letters += Ascii.isLetter(b) || b >= 0xc0 ? 1 : 0;
      boolean dot = b == '.' && !isInner(text, from, i);
      if (dot || "/\\:<>=@[]{}|,;".indexOf(b) >= 0) {
        return false;
      }
    }
    return letters >= LEAST_LETTERS && (Ascii.isAlnum(text.at(from)) || text.at(from) >= 0xc0);
  }

  /** Tells the dot of {@code Grey.Heron8}, which members of code hardly have. */
  private static boolean isInner(ScanText text, int from, int dot) {
    for (int i = from; i < dot; i++) {
      if (!Ascii.isLetter(text.at(i))) {
        return false;
      }
    }
    int next = text.at(dot + 1);
    boolean name = Ascii.isUpper(next) && Ascii.isLower(text.at(dot + 2));
    return Ascii.isUpper(text.at(from)) && (name || Ascii.isDigit(next));
  }

  /** Tells {@code Heron1988} and {@code heron88!}, a word and two to four digits. */
  private static boolean isNumbered(ScanText text, int from, int to) {
    int letters = from;
    boolean small = false;
    while (letters < to && (Ascii.isLetter(text.at(letters)) || text.at(letters) >= 0x80)) {
      small |= !Ascii.isUpper(text.at(letters));
      letters++;
    }
    int digits = letters;
    while (digits < to && Ascii.isDigit(text.at(digits))) {
      digits++;
    }
    int end = digits;
    while (end < to && "!?*#$%&+.".indexOf(text.at(end)) >= 0) {
      end++;
    }
    return small
        && end == to
        && letters - from >= LEAST_LETTERS
        && digits - letters >= 2
        && digits - letters <= MOST_DIGITS
        && !TechnicalWord.is(text, from, letters)
        && !PRODUCTS.holds(text, from, letters);
  }

  /** Tells whether a mark that names and code lack stands between letters or before a digit. */
  private static boolean isMarked(ScanText text, int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if ("!#$%&+*~^?".indexOf(text.at(i)) >= 0) {
        return Ascii.isLetter(text.at(i - 1)) || Ascii.isDigit(text.at(i - 1));
      }
    }
    return false;
  }

  private static boolean isLinked(ScanText text, int from) {
    int end = wordBefore(text, from);
    return end > 0 && (LINKS.start(text, end) >= 0 || LinkWords.endsAt(text, end));
  }

  private static boolean isOwned(ScanText text, int from) {
    int end = wordBefore(text, from);
    int start = end > 0 ? OWNERS.start(text, end) : -1;
    return start >= 0 && !Ascii.isWord(text.at(start - 1));
  }

  /** Returns where the word before a place ends, or -1. */
  private static int wordBefore(ScanText text, int from) {
    int i = from;
    while (from - i < 3 && (isGap(text.at(i - 1)) || text.at(i - 1) == ':')) {
      i--;
    }
    return i < from ? i : -1;
  }
}
