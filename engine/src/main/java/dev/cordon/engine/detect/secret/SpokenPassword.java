package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * Passwords in prose without any mark or link before them: {@code … is the password for the
 * router}, {@code password …}. Thread-safe.
 */
final class SpokenPassword {
  private static final int WORDS = 4;
  private static final int WORD = 12;

  /** What stands between an old password and the new one. */
  static final WordSet CHANGED = new WordSet(SecretWords.of("spoken_password.changed"));

  private final PasswordJudge judge;

  SpokenPassword(PasswordJudge judge) {
    this.judge = judge;
  }

  /** Looks for {@code … is the password} and {@code use … as the password}. */
  void before(ScanText text, SecretSpan span, int start, int end) {
    int to = valueEnd(text, start, end);
    int from = to;
    while (to - from <= PasswordJudge.LONGEST && text.at(from - 1) > ' ') {
      from--;
    }
    while (from < to && isQuote(text.at(from))) {
      from++;
    }
    while (from < to && isQuote(text.at(to - 1))) {
      to--;
    }
    told(text, span, from, to);
  }

  /** Looks at what follows a label without any operator: only what can be nothing else counts. */
  void behind(ScanText text, SecretSpan span, int start, int end) {
    int from = end + 1;
    boolean brief = isBrief(text, start, end);
    if ((end - start < 6 && !brief) || text.at(end) != ' ') {
      return;
    }
    int i = from;
    while (i - from < PasswordJudge.LONGEST
        && text.at(i) > ' '
        && "\"'`<>|\\".indexOf(text.at(i)) < 0) {
      i++;
    }
    int after = text.at(i);
    while (i > from && ",;.)]}".indexOf(text.at(i - 1)) >= 0) {
      i--;
    }
    span.start = from;
    span.random = from;
    span.end = i;
    int made = PasswordText.of(text, from, i);
    if (i - from >= 6
        && (after <= ' ')
        && (!PasswordText.isCode(made) || isDotted(text, made, from, i))
        && (brief || isDotted(text, made, from, i) || !PasswordText.isJoined(made))
        && (isSaid(text, made, brief, from, i) || !span.isWords(text))
        && (PasswordText.isStrong(made) || span.looksMade(text))) {
      judge.decide(text, span, from, i, false, PasswordJudge.BARE);
    }
  }

  /** Tells what is no name made of words, though words stand in it. */
  private static boolean isSaid(ScanText text, int made, boolean brief, int from, int to) {
    return isDotted(text, made, from, to) || (brief && PasswordText.isMarked(made));
  }

  /** Tells short words for a password, and others that mean nothing else. */
  private static boolean isBrief(ScanText text, int start, int end) {
    int length = end - start;
    if (length == 4 && LabelSyntax.isWord(text, start, "pass")) {
      return isUserBefore(text, start);
    }
    return length <= 3
        || LabelSyntax.stands(text, start, "snmp")
        || LabelSyntax.stands(text, end - 9, "community");
  }

  /** Tells whether a user is named before {@code pass …}. */
  private static boolean isUserBefore(ScanText text, int start) {
    for (int i = start - 5; start - i < 48 && text.at(i) >= ' '; i--) {
      if (LabelSyntax.isWord(text, i, "user") || LabelSyntax.isWord(text, i, "login")) {
        return !Ascii.isWord(text.at(i - 1));
      }
    }
    return false;
  }

  /** Tells {@code Cake.Tin8}, which code hardly has, from a member of code or a file. */
  private static boolean isDotted(ScanText text, int made, int from, int to) {
    if (PasswordText.isCall(made) || !PasswordText.isMadeUp(made)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (FileEnding.isAt(text, i)
          || (!Ascii.isAlnum(text.at(i)) && text.at(i) != '.' && text.at(i) < 0x80)
          || (text.at(i) == '.' && !Ascii.isUpper(text.at(i + 1)))) {
        return false;
      }
    }
    return Ascii.isUpper(text.at(from));
  }

  /** Looks at what follows {@code the password's}. */
  void possessive(ScanText text, SecretSpan span, int end) {
    boolean plain = text.at(end) == '\'';
    boolean curly = text.at(end) == 0xe2 && text.at(end + 1) == 0x80 && text.at(end + 2) == 0x99;
    int from = plain ? end + 3 : end + 5;
    if ((!plain && !curly) || text.at(from - 2) != 's' || text.at(from - 1) != ' ') {
      return;
    }
    int to = from;
    while (to - from < PasswordJudge.LONGEST && text.at(to) > ' ') {
      to++;
    }
    while (from < to && isQuote(text.at(from))) {
      from++;
    }
    while (to > from && (isQuote(text.at(to - 1)) || text.at(to - 1) == '.')) {
      to--;
    }
    told(text, span, from, to);
  }

  /** Decides on what a sentence says is a password: one that looks like it. */
  private void told(ScanText text, SecretSpan span, int from, int to) {
    int made = PasswordText.of(text, from, Math.max(from, to));
    if (to - from >= 6
        && PasswordText.hasDigit(made)
        && PasswordText.isMixed(made)
        && !PasswordText.isCode(made)
        && !PasswordText.isJoined(made)) {
      judge.decide(text, span, from, to, false, PasswordJudge.TOLD);
    }
  }

  /** Looks at what a password was changed to: {@code from … to …}, {@code 从…改成…}. */
  void changed(ScanText text, SecretSpan span, LabelledValue value) {
    int i = value.start;
    while (i - value.start < PasswordJudge.LONGEST
        && (value.quote != 0
            ? text.at(i) >= ' ' && text.at(i) != value.quote
            : text.at(i) > ' ' && CHANGED.end(text, i) < 0)) {
      i++;
    }
    i += value.quote != 0 && text.at(i) == value.quote ? 1 : 0;
    int from = CHANGED.end(text, i);
    if (from < 0) {
      return;
    }
    if (isQuote(text.at(from)) && value.quote != 0) {
      value.quoted(text, from);
      judge.value(text, span, value);
      return;
    }
    while (isQuote(text.at(from))) {
      from++;
    }
    int to = from;
    while (to - from < PasswordJudge.LONGEST && text.at(to) > ' ') {
      to++;
    }
    to = text.at(from) < 0x80 ? PasswordRule.ascii(text, from, to) : to;
    while (to > from && (isQuote(text.at(to - 1)) || text.at(to - 1) == '.')) {
      to--;
    }
    if (to - from >= 6) {
      judge.decide(text, span, from, to, false, PasswordJudge.TOLD);
    }
  }

  /** Looks at what stands behind {@code password for the server:}, told by nothing but its make. */
  void described(ScanText text, SecretSpan span, LabelledValue value) {
    int from = value.start;
    int to = from;
    while (to - from < PasswordJudge.LONGEST && text.at(to) > ' ') {
      to++;
    }
    int after = text.at(to);
    while (to > from && ",;.)".indexOf(text.at(to - 1)) >= 0) {
      to--;
    }
    int made = PasswordText.of(text, from, to);
    if (to - from >= 6
        && after <= ' '
        && text.at(from - 1) == ' '
        && (Ascii.isAlnum(text.at(value.wordEnd - 1)) || text.at(value.wordEnd - 1) >= 0x80)
        && from - value.wordEnd <= 3
        && text.at(from - 2) != '\n'
        && PasswordText.hasDigit(made)
        && PasswordText.isMixed(made)
        && !PasswordText.isCode(made)
        && !LabelWords.isAbout(text, value.wordStart, value.wordEnd)) {
      judge.decide(text, span, from, to, false, PasswordJudge.BARE);
    }
  }

  /** Looks at the line behind a question for the password. */
  void answered(ScanText text, SecretSpan span, int end) {
    if (!AskedFor.answer(text, span, end) || span.end - span.start < 6) {
      return;
    }
    int made = PasswordText.of(text, span.start, span.end);
    if (PasswordText.hasDigit(made)
        && PasswordText.isMixed(made)
        && !PasswordText.isCode(made)
        && !PasswordText.isJoined(made)) {
      judge.decide(text, span, span.start, span.end, false, PasswordJudge.BARE);
    }
  }

  /**
   * Returns the end of the value that stands before a label.
   *
   * @param text the text
   * @param label the label's first byte
   * @param end the byte after its last one
   * @return the byte after the value's last one, or -1 if the label tells nothing of what is before
   */
  private static int valueEnd(ScanText text, int label, int end) {
    if (!isLast(text, end)) {
      return -1;
    }
    int i = label - 1;
    boolean article = false;
    for (int words = 0; words < WORDS; words++) {
      int word = i;
      while (i - word < WORD && Ascii.isLower(text.at(word - 1))) {
        word--;
      }
      if (word == i || text.at(word - 1) != ' ') {
        return -1;
      }
      if (article && (stands(text, word, i, "is") || stands(text, word, i, "as"))) {
        return word - 1;
      }
      article = isArticle(text, word, i);
      i = word - 1;
    }
    return -1;
  }

  private static boolean isQuote(int b) {
    return b == '"' || b == '\'' || b == '`' || b == '(' || b == ')' || b == '*' || b == ',';
  }

  /** Tells whether the label ends what is said, or is followed by what it is for. */
  private static boolean isLast(ScanText text, int end) {
    int b = text.at(end);
    if (b == ' ') {
      return LabelSyntax.isWord(text, end + 1, "for")
          || LabelSyntax.isWord(text, end + 1, "to")
          || LabelSyntax.isWord(text, end + 1, "on")
          || LabelSyntax.isWord(text, end + 1, "of");
    }
    return b < ' ' || b == '.' || b == ',' || b == '!' || b == ')' || b == ';';
  }

  private static boolean isArticle(ScanText text, int from, int to) {
    return stands(text, from, to, "the")
        || stands(text, from, to, "my")
        || stands(text, from, to, "our")
        || stands(text, from, to, "your")
        || stands(text, from, to, "his")
        || stands(text, from, to, "her")
        || stands(text, from, to, "their");
  }

  private static boolean stands(ScanText text, int from, int to, String word) {
    return to - from == word.length() && LabelSyntax.stands(text, from, word);
  }
}
