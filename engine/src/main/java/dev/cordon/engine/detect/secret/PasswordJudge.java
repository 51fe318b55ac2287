package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.person.TechnicalWord;

/**
 * Decides whether what stands where a password may stand is one, by what it is made of, and reports
 * it. Thread-safe.
 */
final class PasswordJudge {
  static final int LONGEST = 128;

  /** A command's argument whole: more than what a form reads of it. */
  private static final int ARGUMENT = 98;

  /** The value of an assignment. */
  static final int ASSIGNED = 82;

  /** Said to be one. */
  static final int TOLD = 75;

  /** Behind the label with nothing between. */
  static final int BARE = 62;

  /** So many of a hundred characters in words are a name such as {@code NewPassword}. */
  private static final int WORDY = 65;

  /** A word alone as the value in a file of settings. */
  private static final int SETTING = 58;

  /** A word alone: as likely a text about passwords. */
  private static final int WORD = 45;

  /** Routers come with keys of five groups of four digits. */
  private static final int KEY_GROUP = 4;

  private static final int KEY_GROUPS = 5;

  private final DataType type;

  PasswordJudge(DataType type) {
    this.type = type;
  }

  /** Looks at the value behind a label. */
  void value(ScanText text, SecretSpan span, LabelledValue value) {
    int start = value.start;
    int odd = value.quote == 0 && !value.apart ? OddPassword.end(text, start) : start;
    if (odd > start && odd(text, span, start, odd)) {
      return;
    }
    boolean told = value.prose && value.quote != 0;
    if (told || (value.words == 0 && !value.prose && Passphrase.isLabelled(value))) {
      int end = Passphrase.end(text, value);
      if (end > start) {
        text.report(type, start, end, TOLD);
        return;
      }
    }
    int i = start;
    while (i - start <= LONGEST && goesOn(text, value, i)) {
      i++;
    }
    if (value.quote == 0) {
      boolean section = text.at(i - 1) == '>' && text.at(i - 2) == ']' && text.at(i - 3) == ']';
      i = section ? i - 3 : i;
      i = value.prose && text.at(start) < 0x80 ? PasswordRule.ascii(text, start, i) : i;
      while (i > start && ",;.)]}".indexOf(text.at(i - 1)) >= 0) {
        i--;
      }
    } else if (!value.closes(text, i)) {
      return;
    }
    if (value.quote == 0 && isKey(text, start, i)) {
      return;
    }
    if (value.quote == 0 && i - start == KEY_GROUP && keyEnd(text, start) > i) {
      text.report(type, start, keyEnd(text, start), ASSIGNED);
      return;
    }
    if (value.quote == 0 && text.at(i - 1) == ':' && text.at(i - 2) == ')') {
      return; // the end of a list of parameters
    }
    if (i - start >= 5
        && (SettingsLine.holdsWord(text, value, i) || isVariable(text, value, start, i))) {
      word(text, span, start, i);
    }
    if (i - start >= (value.prose ? 6 : 4) && i - start <= LONGEST) {
      decide(text, span, start, i, value.quote != 0, value.prose ? TOLD : ASSIGNED);
    }
  }

  /** Tells {@code secretKeyRef: {…}} and {@code token=<…>}, the next key, from a value. */
  private static boolean isKey(ScanText text, int start, int end) {
    int i = start;
    while (i < end && (Ascii.isLetter(text.at(i)) || text.at(i) == '_')) {
      i++;
    }
    int next = text.at(end + 1);
    boolean map = text.at(i) == ':' && text.at(end) == ' ' && (next == '{' || next == '[');
    boolean tag = text.at(i) == '=' && text.at(end) == '<' && Ascii.isLetter(next);
    return i == end - 1 && (map || tag);
  }

  /** Tells {@code SMTP_PASS=nebelhorn-vier}, a variable of letters and what joins them. */
  private static boolean isVariable(ScanText text, LabelledValue value, int start, int end) {
    int name = start - 2;
    if (value.prose || text.at(start - 1) != '=' || !Ascii.isUpper(text.at(name))) {
      return false;
    }
    while (Ascii.isUpper(text.at(name)) || text.at(name) == '_') {
      name--;
    }
    boolean joined = false;
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      boolean joint = b == '-' || (b == '.' && Ascii.isLower(text.at(end - 1)));
      if (!Ascii.isAlnum(b) && b < 0x80 && !joint) {
        return false;
      }
      joined |= joint;
    }
    return joined && Ascii.isAlnum(text.at(start)) && !Ascii.isWord(text.at(name));
  }

  /** Reports what is surely called a password. */
  void told(ScanText text, int from, int to) {
    text.report(type, from, to, TOLD);
  }

  /** Reports what a command takes as a password in quotes, whatever stands in them. */
  void argument(ScanText text, int from, int to) {
    text.report(type, from, to, ARGUMENT);
  }

  /** Looks at what is the whole value of a password's own key. */
  void whole(ScanText text, SecretSpan span, int from, int to) {
    if (to - from >= 5 && SettingsLine.isWords(text, from, to)) {
      word(text, span, from, to);
    }
    decide(text, span, from, to, true, ASSIGNED);
  }

  /** Looks at what stands behind a user's name; tells whether it may be a password. */
  boolean pair(ScanText text, SecretSpan span, int from, int to) {
    int made = PasswordText.of(text, from, to);
    boolean password = PasswordText.isMixed(made) && !PasswordText.isCode(made);
    if (password) {
      decide(text, span, from, to, false, TOLD);
    }
    return password;
  }

  /** Reports a word that is no code though it has the marks of it; tells whether it is one. */
  boolean odd(ScanText text, SecretSpan span, int from, int to) {
    span.start = from;
    span.random = from;
    span.end = to;
    boolean password =
        !PasswordRule.is(text, from, to)
            && !PasswordReference.isTerm(text, from)
            && !span.isPlaceholder(text);
    if (password) {
      text.report(type, from, to, TOLD);
    }
    return password;
  }

  /** Looks at words that are joined, which a sentence calls a password. */
  void joined(ScanText text, SecretSpan span, int from, int to) {
    span.start = from;
    span.random = from;
    span.end = to;
    if (!PasswordRule.is(text, from, to)
        && !PasswordReference.isReference(text, from, true)
        && !PasswordReference.isTerm(text, from)
        && !span.isPlaceholder(text)) {
      text.report(type, from, to, BARE);
    }
  }

  /** Looks at a word that is a setting's whole value; documents say there how a value is made. */
  private void word(ScanText text, SecretSpan span, int from, int to) {
    span.start = from;
    span.random = from;
    span.end = to;
    if (!TechnicalWord.is(text, from, to)
        && !PasswordReference.isTerm(text, from)
        && !span.isPlaceholder(text)) {
      text.report(type, from, to, SETTING);
    }
  }

  /**
   * Looks at a span.
   *
   * @param text the text
   * @param span takes the span's place
   * @param from its first byte
   * @param to the byte after its last one
   * @param quoted whether quotes stand around it: it is no code then
   * @param confidence how sure it is if it is made as passwords are
   */
  void decide(ScanText text, SecretSpan span, int from, int to, boolean quoted, int confidence) {
    span.start = from;
    span.random = from;
    span.end = to;
    if (PasswordRule.is(text, from, to)
        || PasswordReference.isReference(text, from, quoted)
        || PasswordReference.isTerm(text, from)
        || span.isPlaceholder(text)) {
      return;
    }
    int made = PasswordText.of(text, from, to);
    if (!PasswordText.isPassword(made)
        || (!quoted
            && !isSlashed(text, made, from, to)
            && PasswordReference.isCode(text, span, made))) {
      return;
    }
    if (to - from >= 12 && !span.isRandom(text)) {
      return;
    }
    if (PasswordText.isMixed(made)
        || (to - from >= 8 && span.isMixed(text) && !span.isWords(text, WORDY))) {
      text.report(type, from, to, confidence);
    } else if (PasswordText.isNumber(made)) {
      boolean sure = quoted || confidence == ASSIGNED;
      text.report(type, from, to, sure ? confidence - 10 : WORD);
    } else if (quoted && to - from >= 6) {
      text.report(type, from, to, WORD);
    }
  }

  /** Tells {@code Plum/55} from a path or a call: one slash before digits that end it. */
  private static boolean isSlashed(ScanText text, int made, int from, int to) {
    int i = to;
    while (i > from && Ascii.isDigit(text.at(i - 1))) {
      i--;
    }
    boolean slash = i < to && text.at(i - 1) == '/' && i - from > 4;
    for (int k = from; k < i - 1 && slash; k++) {
      slash = Ascii.isAlnum(text.at(k));
    }
    return slash && PasswordText.isMadeUp(made);
  }

  /** Returns the end of a router's key, digits in groups of four, or the place. */
  private static int keyEnd(ScanText text, int start) {
    int end = start;
    int at = start;
    for (int groups = 0; groups < KEY_GROUPS; groups++) {
      int i = at;
      while (i - at <= KEY_GROUP && Ascii.isDigit(text.at(i))) {
        i++;
      }
      if (i - at != KEY_GROUP || Ascii.isWord(text.at(i))) {
        return start;
      }
      end = i;
      at = i + 1;
      if (text.at(i) != ' ' && groups < KEY_GROUPS - 1) {
        return start;
      }
    }
    return end;
  }

  private static boolean goesOn(ScanText text, LabelledValue value, int i) {
    int b = text.at(i);
    if (value.quote != 0) {
      return b > ' ' && !value.closes(text, i);
    }
    if (value.operator == '>' && text.at(value.start - 1) == '>') {
      return b > ' ' && b != '<'; // an element holds the rest as it is
    }
    return b > ' '
        && b != '"'
        && b != '\''
        && b != '`'
        && b != '<'
        && b != ';'
        && b != '\\'
        && !(b == '&' && isParameter(text, i + 1));
  }

  /** Tells whether the name and the equals sign of a query's next parameter stand at a place. */
  private static boolean isParameter(ScanText text, int at) {
    int i = at;
    while (i - at < 32 && Ascii.isWord(text.at(i))) {
      i++;
    }
    return i > at && text.at(i) == '=';
  }
}
