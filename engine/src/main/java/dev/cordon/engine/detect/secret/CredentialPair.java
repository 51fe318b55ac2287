package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.corporate.LoginName;

/**
 * Users and their passwords in a row: {@code creds: name:…}, {@code login: name / …}. Thread-safe.
 */
final class CredentialPair implements LiteralDetector {
  private static final int NAME = 64;
  private static final int LONGEST = 128;

  private final PasswordJudge judge;
  private final DataType user;
  private final int slot;

  private CredentialPair(PasswordJudge judge, DataType user, int slot) {
    this.judge = judge;
    this.user = user;
    this.slot = slot;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.literals(
        new CredentialPair(judge, LoginName.type(registry), slot),
        SecretWords.words("credential_pair.labels"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int label = text.at(end) == 's' ? end + 1 : end;
    if (Ascii.isLetter(text.at(label))) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    if (!value.read(text, start, label, 2)) {
      return;
    }
    int i = value.start;
    while (i - value.start < NAME && (LabelSyntax.isName(text.at(i)) || text.at(i) == '@')) {
      i++;
    }
    boolean apart = text.at(i) == ' ' && text.at(i + 1) == '/' && text.at(i + 2) == ' ';
    if (i - value.start < 2
        || (text.at(i) != ':' && !apart)
        || (!apart && !value.prose && !value.isPlain(text))) {
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
    int name = value.start;
    if (to - from >= 5
        && text.at(from) != '/'
        && judge.pair(text, span, from, to)
        && i - name > 2
        && Ascii.isLetter(text.at(name))) {
      text.report(user, name, i, Confidence.PLAUSIBLE);
    }
  }
}
