package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * The password that a command takes: {@code ConvertTo-SecureString "…"}, {@code echo "…" | sudo
 * -S}, {@code sshpass -p …}, {@code net use … /user:name …}. Thread-safe.
 */
final class CommandPassword implements LiteralDetector {
  private static final int BLANKS = 8;

  /** How far behind a command's name its flag may stand, bytes. */
  private static final int LINE = 120;

  private final PasswordJudge judge;
  private final int slot;

  /** The flag before the password; {@code -p*} where no blank stands between, empty for none. */
  private final String flag;

  private CommandPassword(PasswordJudge judge, int slot, String flag) {
    this.judge = judge;
    this.slot = slot;
    this.flag = flag;
  }

  static void register(Registry registry, PasswordJudge judge, int slot) {
    registry.wholeLiterals(
        new CommandPassword(judge, slot, ""), "(?i)convertto-securestring", "sudo -S");
    registry.wholeLiterals(
        new CommandPassword(judge, slot, "|"),
        "docker secret",
        "podman secret",
        "passwd --stdin",
        "chpasswd");
    for (String row : SecretWords.of("command_password")) {
      int blank = row.lastIndexOf(' ');
      registry.wholeLiterals(
          new CommandPassword(judge, slot, row.substring(blank + 1)), row.substring(0, blank));
    }
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (flag.equals("|")) {
      echoed(text, start);
    } else if (!flag.isEmpty()) {
      flagged(text, start, end);
    } else if (text.at(end - 1) == 'S') {
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

  /** The word behind a command's flag: {@code sshpass -p …}, {@code 7z x -p… file}. */
  private void flagged(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    if (before == '-' || before == '.') {
      return;
    }
    boolean glued = flag.endsWith("*");
    int length = flag.length() - (glued ? 1 : 0);
    for (int i = end; i - end < LINE && text.at(i) >= ' ' && text.at(i) != '|'; i++) {
      if (text.at(i - 1) != ' ' || !isFlag(text, i, length)) {
        continue;
      }
      int from = i + length;
      if (flag.endsWith(":")) { // net use … /user:name password
        while (text.at(from) > ' ' && from - i < LINE) {
          from++;
        }
      }
      if (!glued && text.at(from) != ' ') {
        continue;
      }
      from += glued ? 0 : 1;
      word(text, from);
      return;
    }
  }

  private boolean isFlag(ScanText text, int at, int length) {
    for (int k = 0; k < length; k++) {
      if (text.at(at + k) != flag.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  private void word(ScanText text, int start) {
    int quote = text.at(start);
    boolean quoted = quote == '"' || quote == '\'';
    int from = quoted ? start + 1 : start;
    int to = from;
    while (to - from <= PasswordJudge.LONGEST
        && (quoted ? text.at(to) >= ' ' && text.at(to) != quote : text.at(to) > ' ')) {
      to++;
    }
    int first = text.at(from);
    int made = PasswordText.of(text, from, to);
    if (first == '-'
        || first == '/'
        || (!quoted && !PasswordText.isMixed(made) && !isMade(text, from, to))) {
      return;
    }
    if (quoted && PasswordText.hasBlank(made) && text.at(to) == quote && first != '$') {
      judge.argument(text, from, to);
      return;
    }
    decide(text, from, to);
  }

  /** Tells words that are joined, and capitals within a word. */
  private static boolean isMade(ScanText text, int from, int to) {
    return PasswordForm.of(text, from, to) != PasswordForm.NONE;
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
    if (PasswordForm.of(text, from, to) == PasswordForm.JOINED) {
      judge.joined(text, span, from, to);
    } else if (to - from >= 4) {
      judge.whole(text, span, from, to);
    }
  }
}
