package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.CharRun;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * What a label calls a key, a token or a secret and that looks made at random, whoever issued it.
 * Thread-safe.
 */
final class GenericSecret implements LiteralDetector {
  /** How many words more a label may have. */
  static final int WORDS = 3;

  private static final int LONGEST = 1024;
  private static final int MARKED = 128;

  /** What stands on a line alone must be longer. */
  private static final int ANSWER = 14;

  /** What a secret made for a file of settings may hold beside the characters of tokens. */
  private static final String MARKS = "!@#$%^&*()";

  private static final int ASSIGNED = 80;
  private static final int TOLD = 72;

  private final DataType type;
  private final Context label;
  private final int slot;

  private GenericSecret(DataType type, Context label, int slot) {
    this.type = type;
    this.label = label;
    this.slot = slot;
  }

  static GenericSecret register(Registry registry, int slot) {
    DataType type =
        SecretCatalogue.type(registry, "generic_key", Severity.HIGH, "Key, token or secret");
    Context label = registry.context(SecretWords.words("generic_secret.label"));
    GenericSecret detector = new GenericSecret(type, label, slot);
    registry.literals(
        detector,
        "(?i)*token",
        "(?i)mytoken",
        "(?i)*secret",
        "(?i)*apikey",
        "(?i)key",
        "(?i)authorization",
        "(?i)auth",
        "(?i)credential",
        "(?i)creds",
        "(?i)cookie",
        "(?i)session",
        "(?i)sessionid",
        "(?i)jsessionid",
        "(?i)phpsessid",
        "(?i)sid",
        "(?i)access",
        "(?i)api");
    ShortSecret.register(registry, type, slot);
    return detector;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (Ascii.isLower(text.at(end)) && !startsTail(text, end)) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    int last = Ascii.lower(text.at(end - 1));
    boolean vague = Ascii.lower(text.at(start)) == 'a' && (last == 'i' || last == 's');
    if (!value.read(text, start, end, WORDS)) {
      answered(text, span, start, end);
      return;
    }
    if (vague && (value.words > 0 || value.prose || value.quote == 0 || value.wordEnd != end)) {
      return;
    }
    boolean block = value.operator == ':' || value.operator == '>' || value.operator == '=';
    if (!value.isPlain(text) && !(block && value.isLine(text))) {
      if (value.operator == ',' && value.next(text) && value.isPlain(text)) {
        verify(text, span, start, start, end, ASSIGNED);
      }
      return;
    }
    if (value.prose
        && Ascii.lower(text.at(start)) == 's'
        && Ascii.lower(text.at(start + 2)) == 's') {
      return; // prose on a session
    }
    if (end - start == 3 && value.operator == 0 && !LabelWords.opens(text, start)) {
      return;
    }
    int word = value.wordStart;
    int wordEnd = value.wordEnd;
    verify(text, span, start, word, wordEnd, value.prose ? TOLD : ASSIGNED);
    if (value.next(text) && value.isPlain(text)) {
      verify(text, span, start, word, wordEnd, ASSIGNED);
    }
  }

  /** Looks at the line behind a question for a key, a token or a secret. */
  private void answered(ScanText text, SecretSpan span, int start, int end) {
    boolean asks =
        LabelSyntax.stands(text, end - 5, "token")
            || LabelSyntax.stands(text, end - 6, "secret")
            || LabelSyntax.stands(text, end - 6, "apikey")
            || (LabelSyntax.stands(text, end - 3, "key") && LabelWords.opens(text, start));
    if (!asks || !AskedFor.answer(text, span, end)) {
      return;
    }
    int to = span.end;
    if (isSecret(text, span, span.start, 0)
        && span.end == to
        && !isName(text, span)
        && to - span.start >= ANSWER) {
      text.report(type, span.start, to, TOLD);
    }
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, SecretSpan span, int start) {
    if (text.keyHas(label)
        && !LabelWords.isAbout(text.key())
        && isSecret(text, span, start, 0)
        && !(span.isUuid(text) && text.key().length() == 3)) {
      text.report(type, span.start, span.end, ASSIGNED);
    }
  }

  /** Looks at a key that is given in groups, {@code kJ8 pQ7Lm}, under its own JSON key. */
  void groups(ScanText text, int from, int to) {
    if (text.keyHas(label) && !LabelWords.isAbout(text.key()) && isGroups(text, from, to)) {
      text.report(type, from, to, ASSIGNED);
    }
  }

  /** Tells words of which each holds a digit, a capital and a small letter. */
  private static boolean isGroups(ScanText text, int from, int to) {
    int part = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text.at(i) == ' ') {
        if (!PasswordText.isMadeUp(PasswordText.of(text, part, i))) {
          return false;
        }
        part = i + 1;
      } else if (!Ascii.isAlnum(text.at(i))) {
        return false;
      }
    }
    return to - from >= 8 && to - from <= 64;
  }

  /** Tells {@code tokens} and {@code secretkey} from {@code tokenizer}. */
  private static boolean startsTail(ScanText text, int at) {
    int b = text.at(at);
    return b == 's' ? !Ascii.isLetter(text.at(at + 1)) : b == 'k' || b == 'v';
  }

  /**
   * Looks at a value first: few look like a secret, while to tell what a label is about is dear.
   */
  private void verify(
      ScanText text, SecretSpan span, int label, int word, int wordEnd, int confidence) {
    LabelledValue value = span.value;
    if (value.scheme
        && value.operator != 0
        && isToken(text, span, value.start)
        && !isAbout(text, value, word, wordEnd)
        && !LabelWords.isHarmless(text, label)) {
      text.report(type, span.start, span.end, ASSIGNED);
    }
    if (isSecret(text, span, value.start, value.quote)
        && (value.quote != 0 || !isMember(text, value.start))
        && !(span.isUuid(text) && wordEnd - label == 3 && !LabelWords.opens(text, label))
        && !isAbout(text, value, word, wordEnd)
        && !LabelWords.isHarmless(text, label)) {
      text.report(type, span.start, span.end, confidence);
    }
  }

  private static boolean isAbout(ScanText text, LabelledValue value, int word, int wordEnd) {
    return LabelWords.isAbout(text, word, wordEnd)
        || (value.wordStart != word && LabelWords.isAbout(text, value.wordStart, value.wordEnd));
  }

  /** Tells whether a token, however short, stands behind {@code Bearer} or the like. */
  private static boolean isToken(ScanText text, SecretSpan span, int start) {
    int i = start;
    while (i - start < LONGEST && isTokenByte(text.at(i)) && !isAssignment(text, i)) {
      i++;
    }
    while (i > start && text.at(i - 1) == '.') {
      i--;
    }
    span.start = start;
    span.random = start;
    span.end = i;
    return i - start >= 8
        && text.at(start) != '/'
        && !isTemplate(text, start, i)
        && !span.isWords(text, 50)
        && span.isMixed(text)
        && span.isRandom(text)
        && !span.isPlaceholder(text);
  }

  /** Tells whether a short value without quotes is code such as {@code base64.b64encode}. */
  private static boolean isMember(ScanText text, int start) {
    int i = start;
    boolean member = false;
    while (i - start < 40 && isTokenByte(text.at(i))) {
      member |= text.at(i) == '.' && Ascii.isLetter(text.at(i + 1));
      i++;
    }
    return (member && i - start < 40) || text.at(i) == '(' || text.at(i) == '[';
  }

  private static boolean isSecret(ScanText text, SecretSpan span, int start, int quote) {
    int limit = Math.min(start + LONGEST, text.runEnd(CharRun.TOKEN, start));
    int i = start;
    while (i < limit && !isAssignment(text, i)) {
      i++;
    }
    while (i > start && text.at(i - 1) == '.') {
      i--;
    }
    if (isTemplate(text, start, i)) {
      return false;
    }
    if (quote != 0 && text.at(i) > ' ' && text.at(i) != quote) {
      i = marked(text, start, limit, quote);
    }
    span.start = start;
    span.random = start;
    span.end = i;
    return i - start >= 10
        && (text.at(i) == quote || span.endsValue(text))
        && !(text.at(start) == '0' && text.at(start + 1) == 'x' && i - start <= 18)
        && span.looksMade(text)
        && !(span.value.prose && isName(text, span));
  }

  /** Tells what is shown in part, or has a place where something is still to be put in. */
  private static boolean isTemplate(ScanText text, int start, int end) {
    int b = text.at(end);
    int next = text.at(end + 1);
    return (b == '.' && next == '.' && end - start < Placeholder.SHOWN)
        || (b == '$' && next == '{')
        || (b == '{' && (next == '{' || Ascii.isLetter(next)))
        || (b == '*' && next == '*')
        || (b == '<' && (LabelSyntax.stands(text, end + 1, "your") || next == '<'));
  }

  /** Tells whether prose may call a thing so: a name from code, or a fingerprint. */
  private static boolean isName(ScanText text, SecretSpan span) {
    int digits = 0;
    boolean hex = span.end - span.start == 40;
    for (int i = span.start; i < span.end; i++) {
      int b = text.at(i);
      digits += Ascii.isDigit(b) ? 1 : 0;
      hex &= Ascii.isHex(b) && !Ascii.isLower(b);
    }
    return hex || (digits < 2 && span.isWords(text, 40));
  }

  /** Returns the end of a quoted value that holds marks beside those of tokens. */
  private static int marked(ScanText text, int start, int end, int quote) {
    int i = end;
    while (i - start < MARKED && (isTokenByte(text.at(i)) || MARKS.indexOf(text.at(i)) >= 0)) {
      i++;
    }
    return text.at(i) == quote && i - start >= 20 ? i : end;
  }

  /** Tells whether an equals sign stands between two words rather than at the end of base64. */
  private static boolean isAssignment(ScanText text, int i) {
    return text.at(i) == '=' && Ascii.isWord(text.at(i + 1));
  }

  private static boolean isTokenByte(int b) {
    return Ascii.isWord(b) || b == '-' || b == '.' || b == '+' || b == '/' || b == '=' || b == '~';
  }

  /** Returns the words for it. */
  Context label() {
    return label;
  }
}
