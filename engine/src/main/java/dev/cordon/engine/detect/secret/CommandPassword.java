package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * The password that a command takes: {@code ConvertTo-SecureString "…"}, {@code echo "…" | sudo
 * -S}. Thread-safe.
 */
final class CommandPassword implements LiteralDetector {
  private static final int BLANKS = 8;

  private final PasswordJudge judge;
  private final int slot;

  private CommandPassword(PasswordJudge judge, int slot) {
    this.judge = judge;
    this.slot = slot;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.wholeLiterals(
        new CommandPassword(judge, slot), "(?i)convertto-securestring", "sudo -S");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (text.at(end - 1) == 'S') {
      echoed(text, start);
    } else {
      argument(text, end);
    }
  }

  /** {@code ConvertTo-SecureString -String "…"}. */
  private void argument(ScanText text, int end) {
    int i = LabelSyntax.blanks(text, end);
    i = LabelSyntax.isWord(text, i, "-string") ? LabelSyntax.blanks(text, i + 7) : i;
    int quote = text.at(i);
    if (i == end || (quote != '"' && quote != '\'')) {
      return;
    }
    int to = i + 1;
    while (to - i <= PasswordJudge.LONGEST && text.at(to) >= ' ' && text.at(to) != quote) {
      to++;
    }
    if (text.at(to) == quote) {
      decide(text, i + 1, to);
    }
  }

  /** {@code echo … |} before {@code sudo}. */
  private void echoed(ScanText text, int sudo) {
    int pipe = back(text, sudo);
    if (text.at(pipe - 1) != '|') {
      return;
    }
    int to = back(text, pipe - 1);
    int quote = text.at(to - 1);
    boolean quoted = quote == '"' || quote == '\'';
    to = quoted ? to - 1 : to;
    int from = to;
    while (to - from <= PasswordJudge.LONGEST
        && (quoted ? text.at(from - 1) != quote : text.at(from - 1) > ' ')
        && text.at(from - 1) >= ' ') {
      from--;
    }
    int word = back(text, quoted ? from - 1 : from);
    if (LabelSyntax.endsWith(text, word, "echo")
        || LabelSyntax.endsWith(text, word, "printf")
        || LabelSyntax.endsWith(text, word, "-n")
        || LabelSyntax.endsWith(text, word, "-e")) {
      decide(text, from, to);
    }
  }

  private static int back(ScanText text, int at) {
    int i = at;
    while (at - i < BLANKS && Ascii.isBlank(text.at(i - 1))) {
      i--;
    }
    return i;
  }

  private void decide(ScanText text, int from, int to) {
    SecretSpan span = SecretSpan.of(text, slot);
    if (to - from >= 4) {
      judge.whole(text, span, from, to);
    }
  }
}
