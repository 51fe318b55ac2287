package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * The password behind a mail address and a colon, as in lists of accounts: {@code
 * name@example.com:…}. Thread-safe.
 */
final class AccountPassword implements LiteralDetector {
  private static final int HOST = 64;
  private static final int LONGEST = 64;

  private final PasswordJudge judge;
  private final int slot;

  private AccountPassword(PasswordJudge judge, int slot) {
    this.judge = judge;
    this.slot = slot;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.mark(new AccountPassword(judge, slot), '@');
  }

  @Override
  public void found(ScanText text, int at, int behind) {
    int i = behind;
    boolean dot = false;
    while (i - behind < HOST
        && (Ascii.isAlnum(text.at(i)) || text.at(i) == '.' || text.at(i) == '-')) {
      dot |= text.at(i) == '.';
      i++;
    }
    if (!dot
        || text.at(i) != ':'
        || !Ascii.isAlnum(text.at(at - 1))
        || !Ascii.isAlnum(text.at(i + 1))) {
      return;
    }
    int from = i + 1;
    int to = from;
    while (to - from <= LONGEST && text.at(to) > ' ' && "\"'`<>,;/:|".indexOf(text.at(to)) < 0) {
      to++;
    }
    while (to > from && ".)]}".indexOf(text.at(to - 1)) >= 0) {
      to--;
    }
    if (to - from >= 6
        && PasswordText.hasDigit(PasswordText.of(text, from, to))
        && text.at(to) != '/') {
      judge.pair(text, SecretSpan.of(text, slot), from, to);
    }
  }
}
