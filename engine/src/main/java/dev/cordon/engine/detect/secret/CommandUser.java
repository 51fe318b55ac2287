package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * The password behind a command's user: {@code curl -u :…}, {@code -uname:…}, {@code --user
 * name:…}. Thread-safe.
 */
final class CommandUser implements LiteralDetector {
  private static final int NAME = 64;
  private static final int LONGEST = 128;

  private final DataType type;

  private CommandUser(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    registry.literals(new CommandUser(type), "-u", "--user", "--proxy-user");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    if (before != ' ' && before != '\n' && before != '\t' && before != '"' && before != '\'') {
      return;
    }
    int i = end;
    while (i - end < 3
        && (text.at(i) == ' ' || text.at(i) == '=' || text.at(i) == '"' || text.at(i) == '\'')) {
      i++;
    }
    int name = i;
    while (i - name < NAME && LabelSyntax.isName(text.at(i))) {
      i++;
    }
    if (text.at(i) != ':') {
      return;
    }
    int from = i + 1;
    int to = from;
    while (to - from < LONGEST && text.at(to) > ' ' && "\"'`".indexOf(text.at(to)) < 0) {
      to++;
    }
    int made = PasswordText.of(text, from, to);
    boolean number = from < to && PasswordText.isNumber(made);
    if (to - from >= 4
        && !number
        && "$<{[%/".indexOf(text.at(from)) < 0
        && PasswordText.hasDigit(made)) {
      text.report(type, from, to, PasswordJudge.ASSIGNED);
    }
  }
}
