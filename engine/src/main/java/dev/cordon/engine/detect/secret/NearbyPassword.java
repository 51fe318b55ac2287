package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * What is made as people make passwords ({@link PasswordForm}), on the line of a word for one or
 * for what is opened with it, whatever stands between: {@code the pass on that box should still be
 * Heron1988}, {@code logs in with news / Marmalade&Toast12}. The less it looks like one, the more
 * must stand beside it. Thread-safe.
 */
final class NearbyPassword implements LiteralDetector {
  /** How far it may stand behind the word and before it, bytes. */
  private static final int FAR = 96;

  private static final int BACK = 64;
  private static final int MOST = 40;

  /** Words before what is no password: of whom or what it is. */
  private static final WordSet OWNERS = new WordSet(SecretWords.of("nearby_password.owners"));

  /** Words for being, before what the password is. */
  private static final WordSet LINKS = new WordSet(SecretWords.of("nearby_password.links"));

  private final PasswordJudge judge;
  private final int slot;

  /** Whether the word is one for a password, not for what is opened with it. */
  private final boolean said;

  private NearbyPassword(PasswordJudge judge, int slot, boolean said) {
    this.judge = judge;
    this.slot = slot;
    this.said = said;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.literals(
        new NearbyPassword(judge, slot, true), SecretWords.words("nearby_password.labels", "(?i)"));
    registry.wholeLiterals(
        new NearbyPassword(judge, slot, false),
        SecretWords.words("nearby_password.opened", "(?i)"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int b = text.at(end);
    boolean eastern = text.at(end - 1) >= 0x80;
    if (!said) {
      behind(text, end);
      before(text, start);
    } else if (Ascii.isBlank(b) || eastern || ":=,;.-/?!>'\")".indexOf(b) >= 0) {
      behind(text, end);
      before(text, start);
    } else if (isCompound(text, end)) {
      before(text, start);
      int rest = end;
      while (Ascii.isLower(text.at(rest)) || text.at(rest) >= 0x80) {
        rest++;
      }
      behind(text, rest);
    }
  }

  /** Tells {@code Passwortfeld} in a sentence from a key of JSON and from code. */
  private static boolean isCompound(ScanText text, int end) {
    int i = end;
    while (i - end < MOST && (Ascii.isLower(text.at(i)) || text.at(i) >= 0x80)) {
      i++;
    }
    return i > end && (text.at(i) == ' ' || text.at(i) == ':') && text.at(i - 1) != 's';
  }

  private void behind(ScanText text, int end) {
    int first = -1;
    int at = end;
    while (at - end < FAR) {
      while (isGap(text.at(at))) {
        at++;
      }
      int stop = at;
      boolean word = true;
      while (stop - at <= MOST && text.at(stop) > ' ' && !isGap(text.at(stop))) {
        word &= !isMade(text.at(stop));
        stop++;
      }
      if (stop == at || stop - at > MOST) {
        return;
      }
      first = first < 0 ? at : first;
      if (!word) {
        token(text, at, stop, at == first);
      }
      at = stop;
    }
  }

  private void before(ScanText text, int start) {
    int at = start;
    while (start - at < BACK) {
      while (isGap(text.at(at - 1))) {
        at--;
      }
      int stop = at;
      boolean word = true;
      while (stop - at <= MOST && text.at(at - 1) > ' ' && !isGap(text.at(at - 1))) {
        word &= !isMade(text.at(at - 1));
        at--;
      }
      if (stop == at || stop - at > MOST) {
        return;
      }
      if (stop < start && !word) {
        token(text, at, stop, false);
      }
    }
  }

  /** Tells what every password has that is looked for: a digit, or what joins words. */
  private static boolean isMade(int b) {
    return Ascii.isDigit(b) || b == '-' || b == '_' || b == '.' || b == '\\';
  }

  /** Tells blanks, quotes and brackets; a line's end ends the search. */
  private static boolean isGap(int b) {
    return b == ' ' || b == '\t' || b == '"' || b == '\'' || b == '`' || b == '(' || b == ')';
  }

  private void token(ScanText text, int start, int stop, boolean first) {
    int from = pair(text, start, stop);
    int to = stop;
    while (to > from && ",;.:?".indexOf(text.at(to - 1)) >= 0) {
      to--;
    }
    int form = PasswordForm.of(text, from, to);
    int made = said && to - from >= 7 ? PasswordText.of(text, from, to) : 0;
    boolean madeUp = PasswordText.isMadeUp(made) && PasswordForm.isPlain(text, from, to);
    if (form == PasswordForm.NONE && !madeUp) {
      return;
    }
    boolean linked = isLinked(text, from);
    boolean random = madeUp && (linked || (first && !PasswordText.isCode(made)));
    if (form == PasswordForm.NONE && !random) {
      return;
    }
    boolean quoted = isQuoted(text, from, to);
    boolean slashed = text.at(from - 1) == '/' || text.at(from - 2) == '/';
    boolean changed = SpokenPassword.CHANGED.end(text, stop) > 0 || isBehindOld(text, from);
    boolean told = linked || quoted || slashed || (changed && form >= PasswordForm.NUMBERED);
    boolean enough =
        random
            || form == PasswordForm.MIXED
            || (form == PasswordForm.NUMBERED && (said || told))
            || (form == PasswordForm.SLUG && told)
            || (form == PasswordForm.JOINED
                && said
                && linked
                && quoted
                && !isAttribute(text, from));
    if (enough && text.at(stop) != '(' && (told || !isOwned(text, from))) {
      SecretSpan span = SecretSpan.of(text, slot);
      if (form == PasswordForm.JOINED || form == PasswordForm.SLUG || quoted) {
        judge.joined(text, span, from, to);
      } else {
        judge.decide(text, span, from, to, true, PasswordJudge.BARE);
      }
    }
  }

  /** Passes the name before a password: {@code root/Hasselblad500}. */
  private static int pair(ScanText text, int from, int to) {
    int i = from;
    while (i < to && Ascii.isLower(text.at(i))) {
      i++;
    }
    boolean name = i - from >= 2 && text.at(i) == '/' && Ascii.isUpper(text.at(i + 1));
    return name ? i + 1 : from;
  }

  private static boolean isQuoted(ScanText text, int from, int to) {
    int b = text.at(from - 1);
    boolean item = text.at(from - 3) == ',' || text.at(from - 2) == '[' || text.at(from - 2) == ',';
    return (b == '"' || b == '\'' || b == '`') && text.at(to) == b && !item;
  }

  /** Tells {@code name="user_token"} of markup and code. */
  private static boolean isAttribute(ScanText text, int from) {
    return text.at(from - 2) == '=' && Ascii.isLetter(text.at(from - 3));
  }

  private static boolean isLinked(ScanText text, int from) {
    int end = wordBefore(text, from);
    return end > 0 && (LINKS.start(text, end) >= 0 || LinkWords.endsAt(text, end));
  }

  /** Tells whether an old password stands before, and a word for its change. */
  private static boolean isBehindOld(ScanText text, int from) {
    int end = SpokenPassword.CHANGED.start(text, from);
    int start = end;
    while (end - start <= MOST && text.at(start - 1) > ' ') {
      start--;
    }
    return end > start && PasswordForm.of(text, start, end) >= PasswordForm.NUMBERED;
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
