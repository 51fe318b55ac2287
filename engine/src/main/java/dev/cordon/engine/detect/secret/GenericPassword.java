package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/** What a label calls a password. Told from code and prose by what it is made of. Thread-safe. */
final class GenericPassword implements LiteralDetector {
  private static final int LONGEST = 128;
  private static final int ASSIGNED = 82;
  private static final int TOLD = 75;

  /** A word alone: as likely a text about passwords. */
  private static final int WORD = 45;

  /** How values begin that name what is done to passwords. */
  private static final String[] TERMS = {
    "base64",
    "sha",
    "md5",
    "utf",
    "aes",
    "rsa",
    "hs256",
    "rs256",
    "bcrypt",
    "argon2",
    "pbkdf2",
    "oauth",
    "http",
    "scrypt",
    "hmac",
    "pa55",
    "null",
    "none",
    "true",
    "false",
    "undefined",
    "string",
    "file:",
    "env:",
    "vault:",
    "arn:"
  };

  private final DataType type;
  private final Context label;
  private final int slot;

  private GenericPassword(DataType type, Context label, int slot) {
    this.type = type;
    this.label = label;
    this.slot = slot;
  }

  static GenericPassword register(Registry registry, int slot) {
    DataType type =
        SecretCatalogue.type(registry, "generic_password", Severity.CRITICAL, "Password");
    Context label =
        registry.context(
            "*password", "*passwd", "passphrase", "pwd", "passcode", "passwort", "pass");
    GenericPassword detector = new GenericPassword(type, label, slot);
    registry.literals(
        detector,
        "(?i)*password",
        "(?i)*passwd",
        "(?i)passphrase",
        "(?i)passcode",
        "(?i)passwort",
        "(?i)passord",
        "(?i)*pwd",
        "(?i)pass",
        "(?i)pw");
    return detector;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    boolean hump = Ascii.isUpper(text.at(end)) && Ascii.isLower(text.at(end - 1));
    if (Ascii.isLetter(text.at(end)) && !hump) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    if (value.read(text, start, end, 2)
        && value.isPlain(text)
        && !(value.prose && end - start <= 4)
        && value.words <= 2
        && isLabel(text, value, start)) {
      verify(text, span, value);
      if (value.quote == 0 && value.operator == ':' && value.next(text) && value.isPlain(text)) {
        verify(text, span, value);
      }
    }
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, SecretSpan span, int from, int to) {
    if (text.keyHas(label) && to - from >= 4 && to - from <= LONGEST) {
      judge(text, span, from, to, true, ASSIGNED);
    }
  }

  /** Tells {@code password:} from {@code password_file:} and {@code password length:}. */
  private static boolean isLabel(ScanText text, LabelledValue value, int start) {
    if (value.words > 0 && !value.prose) {
      return isWord(text, value.wordStart, "value") || isWord(text, value.wordStart, "for");
    }
    int i = value.wordEnd;
    while (i > start && Ascii.isAlnum(text.at(i - 1))) {
      i--;
    }
    return i <= start || isWord(text, i, "value") || Ascii.isDigit(text.at(i));
  }

  private static boolean isWord(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void verify(ScanText text, SecretSpan span, LabelledValue value) {
    int start = value.start;
    int i = start;
    while (i - start <= LONGEST && goesOn(text, value, i)) {
      i++;
    }
    if (value.quote == 0) {
      while (i > start && ",;.)]}".indexOf(text.at(i - 1)) >= 0) {
        i--;
      }
    } else if (text.at(i) != value.quote && text.at(i) != '\\') {
      return;
    }
    if (i - start >= (value.prose ? 6 : 4) && i - start <= LONGEST) {
      judge(text, span, start, i, value.quote != 0, value.prose ? TOLD : ASSIGNED);
    }
  }

  private static boolean goesOn(ScanText text, LabelledValue value, int i) {
    int b = text.at(i);
    if (value.quote != 0) {
      return b > ' ' && b != value.quote && !(b == '\\' && text.at(i + 1) == value.quote);
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

  private void judge(
      ScanText text, SecretSpan span, int from, int to, boolean quoted, int confidence) {
    span.start = from;
    span.random = from;
    span.end = to;
    int first = text.at(from);
    if (first == '%' && Ascii.isLetter(text.at(from + 1))) {
      return;
    }
    if ("$<{%*[(&".indexOf(first) >= 0
        && !(quoted && first != '<' && first != '{' && first != '$')) {
      return;
    }
    if (isTerm(text, from) || span.isPlaceholder(text)) {
      return;
    }
    int made = PasswordText.of(text, from, to);
    boolean code = PasswordText.isCode(made) && !quoted;
    if (code || !PasswordText.isPassword(made)) {
      return;
    }
    if (PasswordText.isMixed(made)) {
      text.report(type, from, to, confidence);
    } else if (PasswordText.isNumber(made)) {
      boolean sure = quoted || confidence == ASSIGNED;
      text.report(type, from, to, sure ? confidence - 10 : WORD);
    } else if (quoted && to - from >= 6) {
      text.report(type, from, to, WORD);
    }
  }

  private static boolean isTerm(ScanText text, int at) {
    for (String term : TERMS) {
      if (isWord(text, at, term)) {
        return true;
      }
    }
    return false;
  }
}
