package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/** Passwords behind a user's name: {@code creds: name:…}, {@code login: name / …}. Thread-safe. */
final class CredentialPair implements LiteralDetector {
  private static final int NAME = 64;
  private static final int LONGEST = 128;

  private final PasswordJudge judge;
  private final int slot;

  private CredentialPair(PasswordJudge judge, int slot) {
    this.judge = judge;
    this.slot = slot;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.literals(new CredentialPair(judge, slot), "(?i)creds", "(?i)credential", "(?i)login");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int label = text.at(end) == 's' ? end + 1 : end;
    if (Ascii.isLetter(text.at(label))) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    if (!value.read(text, start, label, 2) || (!value.prose && !value.isPlain(text))) {
      return;
    }
    int i = value.start;
    while (i - value.start < NAME && (LabelSyntax.isName(text.at(i)) || text.at(i) == '@')) {
      i++;
    }
    boolean apart = text.at(i) == ' ' && text.at(i + 1) == '/' && text.at(i + 2) == ' ';
    if (i - value.start < 2 || (text.at(i) != ':' && !apart)) {
      return;
    }
    int from = apart ? i + 3 : i + 1;
    int to = from;
    while (to - from <= LONGEST && text.at(to) > ' ' && "\"'`<,;".indexOf(text.at(to)) < 0) {
      to++;
    }
    while (to > from && ".)]}".indexOf(text.at(to - 1)) >= 0) {
      to--;
    }
    if (to - from >= 5 && text.at(from) != '/') {
      judge.pair(text, span, from, to);
    }
  }
}
