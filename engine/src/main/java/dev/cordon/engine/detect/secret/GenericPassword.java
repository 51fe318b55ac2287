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
  /** How many words more a label may have: {@code password has been reset to}. */
  private static final int WORDS = 6;

  /** So many passwords of a list are looked at. */
  private static final int ITEMS = 16;

  private final PasswordJudge judge;
  private final SpokenPassword spoken;
  private final Context label;
  private final int slot;

  private GenericPassword(PasswordJudge judge, Context label, int slot) {
    this.judge = judge;
    this.spoken = new SpokenPassword(judge);
    this.label = label;
    this.slot = slot;
  }

  static GenericPassword register(Registry registry, int slot) {
    DataType type =
        SecretCatalogue.type(registry, "generic_password", Severity.CRITICAL, "Password");
    PasswordJudge judge = new PasswordJudge(type);
    CredentialPair.register(registry, judge, slot);
    CommandUser.register(registry, type);
    CommandPassword.register(registry, judge, slot);
    AccountPassword.register(registry, judge, slot);
    SeedPhrase.register(registry);
    NearbyPassword.register(registry, judge, slot);
    Context label = registry.context(SecretWords.words("generic_password.label"));
    GenericPassword detector = new GenericPassword(judge, label, slot);
    registry.literals(detector, SecretWords.words("generic_password.labels"));
    return detector;
  }

  @Override
  public void found(ScanText text, int start, int to) {
    int end = text.at(to) == 's' && text.at(to + 1) == '"' ? to + 1 : to;
    boolean capital = Ascii.isUpper(text.at(end)) && Ascii.isLower(text.at(end - 1));
    if (Ascii.isLetter(text.at(end)) && !capital && !isEastern(text, end)) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    if (text.at(start - 1) == ' ') {
      spoken.before(text, span, start, end);
    }
    spoken.possessive(text, span, end);
    if (text.at(end) == ' ') {
      int odd = OddPassword.end(text, end + 1);
      if (odd > end + 1 && judge.odd(text, span, end + 1, odd)) {
        return;
      }
    }
    LabelledValue value = span.value;
    int aside = LabelSyntax.asideEnd(text, end);
    if (!value.read(text, start, aside, WORDS)) {
      spoken.behind(text, span, start, end);
      spoken.answered(text, span, end);
      return;
    }
    if (isVerdict(text, start, end, value) || isVersion(text, value)) {
      return;
    }
    if (aside > end) {
      if (value.operator == ':' && value.words == 0) {
        judge.value(text, span, value);
      }
      return;
    }
    if (value.prose
        && value.words == 0
        && text.at(end) == ' '
        && !LabelSyntax.stands(text, end + 1, "is")) {
      spoken.behind(text, span, start, end);
    }
    if (value.words > 0 && (value.operator == ':' || value.operator == '=') && value.quote == 0) {
      spoken.described(text, span, value);
    }
    if ((value.isPlain(text)
            || ((value.operator == ':' || value.operator == '>') && value.isLine(text)))
        && !(value.operator == ',' && end - start <= 4)
        && !(value.prose && isVague(text, start, end))
        && (value.prose || value.words <= 2)
        && isLabel(text, value, end)) {
      judge.value(text, span, value);
      if (value.prose && isBehindFrom(text, value)) {
        spoken.changed(text, span, value);
      }
      boolean list = text.at(value.start - 2) == '[' && value.quote != 0;
      for (int items = 1; list && items < ITEMS && value.item(text); items++) {
        judge.value(text, span, value);
      }
      boolean inner = value.quote == 0 || LabelSyntax.isWord(text, value.start, "value");
      if (inner && value.operator == ':' && value.next(text) && value.isPlain(text)) {
        judge.value(text, span, value);
      }
    } else if (value.operator == ','
        && value.words == 0
        && value.quote == '"'
        && LabelSyntax.isWord(text, value.start, "value")
        && value.next(text)
        && value.isPlain(text)) {
      judge.value(text, span, value); // {"name":"DB_PASSWORD","value":"…"}
    }
  }

  /** Tells labels in scripts that set no blank between words. */
  private static boolean isEastern(ScanText text, int end) {
    return text.at(end - 1) >= 0x80 && text.at(end - 3) >= 0xe3;
  }

  /** Tells a line of a test's log, {@code PASS: i386 crc32 insns}, from a password. */
  private static boolean isVerdict(ScanText text, int start, int end, LabelledValue value) {
    if (end - start != 4 || text.at(end) != ':' || !LabelSyntax.isUpper(text, start, end)) {
      return false;
    }
    int i = value.start;
    while (i - value.start < PasswordJudge.LONGEST && text.at(i) > ' ') {
      i++;
    }
    boolean line = text.at(start - 1) < 0 || text.at(start - 1) == '\n';
    return line && (text.at(i) == ' ' || hasSlash(text, value.start, i));
  }

  private static boolean hasSlash(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.at(i) == '/') {
        return true;
      }
    }
    return false;
  }

  /** Tells a version, as a change log has it: {@code base-passwd (3.5.35) unstable}. */
  private static boolean isVersion(ScanText text, LabelledValue value) {
    int i = value.start;
    boolean dotted = false;
    while (Ascii.isAlnum(text.at(i)) || ".-~+:".indexOf(text.at(i)) >= 0) {
      dotted |= text.at(i) == '.' && Ascii.isDigit(text.at(i + 1));
      i++;
      if (i - value.start > PasswordJudge.LONGEST) {
        return false;
      }
    }
    return dotted
        && text.at(value.start - 1) == '('
        && Ascii.isDigit(text.at(value.start))
        && text.at(i) == ')';
  }

  private static boolean isBehindFrom(ScanText text, LabelledValue value) {
    int start = value.quote != 0 ? value.start - 1 : value.start;
    return LabelSyntax.endsWith(text, start - 1, "from")
        || LabelSyntax.endsWith(text, start - 1, "von")
        || LabelSyntax.endsWith(text, start - 1, "fra")
        || (text.at(start - 1) >= 0x80 && LinkWords.particle(text, start - 3) == start);
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, SecretSpan span, int from, int to) {
    if (to - from >= 4
        && to - from <= PasswordJudge.LONGEST
        && text.keyHas(label)
        && !LabelWords.isAbout(text.key())) {
      judge.whole(text, span, from, to);
    }
  }

  /** Looks at a text of several words that is a value whole, under a JSON key. */
  void phrase(ScanText text, int from, int to) {
    if (text.keyHas(label)
        && !LabelWords.isAbout(text.key())
        && Passphrase.isWhole(text, from, to)) {
      judge.told(text, from, to);
    }
  }

  /** Tells {@code pass} of prose, which means much, from {@code my pwd is}. */
  private static boolean isVague(ScanText text, int start, int end) {
    return end - start <= 4
        && !LabelSyntax.isWord(text, start, "pw")
        && !LabelSyntax.isWord(text, start, "pwd")
        && !LabelSyntax.isWord(text, start, "mdp");
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

  /** Returns the words for it. */
  Context label() {
    return label;
  }
}
