package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.person.TechnicalWord;

/** What a label calls a password. Told from code and prose by what it is made of. Thread-safe. */
final class GenericPassword implements LiteralDetector {
  private static final int LONGEST = 128;
  private static final int ASSIGNED = 82;
  private static final int TOLD = 75;

  /** So many of a hundred characters in words are a name such as {@code NewPassword}. */
  private static final int WORDY = 65;

  /** Behind the label with nothing between. */
  private static final int BARE = 62;

  /** How many words more a label may have: {@code password has been reset to}. */
  private static final int WORDS = 4;

  /** A word alone as the value in a file of settings. */
  private static final int SETTING = 58;

  /** A word alone: as likely a text about passwords. */
  private static final int WORD = 45;

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
            "*password",
            "*passwd",
            "passphrase",
            "pwd",
            "passcode",
            "passwort",
            "passord",
            "kennwort",
            "wachtwoord",
            "contraseña",
            "senha",
            "пароль",
            "Пароль",
            "密码",
            "パスワード",
            "dbpass",
            "psk",
            "pass");
    GenericPassword detector = new GenericPassword(type, label, slot);
    registry.literals(
        detector,
        "(?i)*password",
        "(?i)*passwd",
        "(?i)passphrase",
        "(?i)pass phrase",
        "(?i)passcode",
        "(?i)passwort",
        "(?i)passord",
        "(?i)lösenord",
        "(?i)adgangskode",
        "(?i)wachtwoord",
        "(?i)kennwort",
        "(?i)contraseña",
        "(?i)mot de passe",
        "(?i)senha",
        "(?i)hasło",
        "(?i)salasana",
        "(?i)heslo",
        "(?i)şifre",
        "пароль",
        "Пароль",
        "密码",
        "密碼",
        "パスワード",
        "비밀번호",
        "(?i)dbpass",
        "(?i)psk",
        "(?i)pre-shared key",
        "(?i)preshared key",
        "(?i)wifi key",
        "WiFi key",
        "(?i)wi-fi key",
        "(?i)wpa key",
        "(?i)wpa2 key",
        "(?i)requirepass",
        "(?i)masterauth",
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
    if (text.at(start - 1) == ' ') {
      toldBefore(text, span, start, end);
    }
    LabelledValue value = span.value;
    int aside = LabelSyntax.asideEnd(text, end);
    if (!value.read(text, start, aside, WORDS)) {
      bare(text, span, start, end);
      return;
    }
    if (aside > end) {
      if (value.operator == ':' && value.words == 0) {
        verify(text, span, value);
      }
      return;
    }
    if (value.prose
        && value.words == 0
        && text.at(end) == ' '
        && !LabelSyntax.stands(text, end + 1, "is")) {
      bare(text, span, start, end);
    }
    if ((value.isPlain(text)
            || ((value.operator == ':' || value.operator == '>') && value.isLine(text)))
        && !(value.operator == ',' && end - start <= 4)
        && !(value.prose && isVague(text, start, end))
        && (value.prose || value.words <= 2)
        && isLabel(text, value, end)) {
      verify(text, span, value);
      if (value.quote == 0 && value.operator == ':' && value.next(text) && value.isPlain(text)) {
        verify(text, span, value);
      }
    }
  }

  /** Looks for {@code … is the password} and {@code use … as the password}. */
  private void toldBefore(ScanText text, SecretSpan span, int start, int end) {
    int to = ToldBefore.valueEnd(text, start, end);
    int from = to;
    while (to - from <= LONGEST && text.at(from - 1) > ' ') {
      from--;
    }
    while (from < to && ToldBefore.isQuote(text.at(from))) {
      from++;
    }
    while (from < to && ToldBefore.isQuote(text.at(to - 1))) {
      to--;
    }
    int made = PasswordText.of(text, from, Math.max(from, to));
    if (to - from >= 6
        && PasswordText.hasDigit(made)
        && PasswordText.isMixed(made)
        && !PasswordText.isCode(made)
        && !PasswordText.isJoined(made)) {
      judge(text, span, from, to, false, TOLD);
    }
  }

  /** Looks at what follows a label without any operator: only what can be nothing else counts. */
  private void bare(ScanText text, SecretSpan span, int start, int end) {
    int from = end + 1;
    if (end - start < 6 || text.at(end) != ' ') {
      return;
    }
    int i = from;
    while (i - from < LONGEST && text.at(i) > ' ' && "\"'`<>|\\".indexOf(text.at(i)) < 0) {
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
        && !PasswordText.isCode(made)
        && !PasswordText.isJoined(made)
        && !span.isWords(text)
        && (PasswordText.isStrong(made) || span.looksMade(text))) {
      judge(text, span, from, i, false, BARE);
    }
  }

  /** Looks at what stands behind a user's name. */
  void ofPair(ScanText text, SecretSpan span, int from, int to) {
    int made = PasswordText.of(text, from, to);
    if (PasswordText.isMixed(made) && !PasswordText.isCode(made)) {
      judge(text, span, from, to, false, TOLD);
    }
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, SecretSpan span, int from, int to) {
    if (to - from >= 4
        && to - from <= LONGEST
        && text.keyHas(label)
        && !LabelWords.isAbout(text.key())) {
      judge(text, span, from, to, true, ASSIGNED);
    }
  }

  /** Tells {@code pass} of prose, which means much, from {@code my pwd is}. */
  private static boolean isVague(ScanText text, int start, int end) {
    return end - start <= 4
        && !(LabelSyntax.endsWith(text, start - 1, "my") && LabelSyntax.stands(text, start, "pw"));
  }

  /** Tells {@code password:} from {@code password_file:} and {@code password length:}. */
  private static boolean isLabel(ScanText text, LabelledValue value, int end) {
    if (value.words > 0 && !value.prose) {
      return LabelSyntax.stands(text, value.wordStart, "value")
          || LabelSyntax.stands(text, value.wordStart, "for");
    }
    if (Ascii.isLetter(text.at(end)) && !value.prose) {
      return LabelSyntax.stands(text, end, "value")
          || LabelSyntax.stands(text, end, "text")
          || LabelSyntax.stands(text, end, "string")
          || LabelSyntax.stands(text, end, "prod")
          || LabelSyntax.stands(text, end, "dev")
          || LabelSyntax.stands(text, end, "test");
    }
    int i = value.wordEnd;
    while (i > end && Ascii.isAlnum(text.at(i - 1))) {
      i--;
    }
    if (value.prose && value.words > 0) {
      return !LabelWords.isAbout(text, i, value.wordEnd);
    }
    return i <= end || LabelSyntax.stands(text, i, "value") || Ascii.isDigit(text.at(i));
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
    if (value.quote == 0 && text.at(i - 1) == ':' && text.at(i - 2) == ')') {
      return; // the end of a list of parameters
    }
    if (i - start >= 5 && SettingsLine.holdsWord(text, value, i)) {
      word(text, span, start, i);
    }
    if (i - start >= (value.prose ? 6 : 4) && i - start <= LONGEST) {
      judge(text, span, start, i, value.quote != 0, value.prose ? TOLD : ASSIGNED);
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

  private static boolean goesOn(ScanText text, LabelledValue value, int i) {
    int b = text.at(i);
    if (value.quote != 0) {
      int next = text.at(i + 1);
      boolean escaped = next == value.quote || (next == '\\' && text.at(i + 2) == value.quote);
      return b > ' ' && b != value.quote && !(b == '\\' && escaped);
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
    if (PasswordReference.isReference(text, from, quoted)
        || PasswordReference.isTerm(text, from)
        || span.isPlaceholder(text)) {
      return;
    }
    int made = PasswordText.of(text, from, to);
    if (!PasswordText.isPassword(made) || (!quoted && PasswordReference.isCode(text, span, made))) {
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
}
