package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * Names of accounts where systems write them: a home directory's ({@code /home/jdoe/}), what a
 * command or a log takes for a user ({@code crontab -u jdoe}, {@code Failed password for jdoe}), a
 * domain's ({@code CORP\jdoe}), a profile's address. Accounts of programs are none.
 */
final class AccountName implements LiteralDetector {
  private static final WordSet OTHERS = CorporateWords.list("user.others");
  private static final WordSet SAMPLES = CorporateWords.list("account.samples");
  private static final WordSet DOMAINS = CorporateWords.list("account.domains");
  private static final int SHORTEST = 3;
  private static final int LONGEST = 32;

  /** What an account is told by. */
  private enum Kind {
    /** A folder that holds one folder a user. */
    HOME,
    /** Windows' folder of users. */
    PROFILE,
    /** Words right before a name. */
    BEFORE,
    /** A number and a name in brackets: {@code uid=1000(jdoe)}. */
    UID,
    /** A terminal's name behind a user's. */
    TERMINAL,
    /** The rights of a file, the number of its links and its owner. */
    OWNER,
    /** A user at an address of digits: {@code jdoe@10.0.0.4}. */
    AT,
    /** A backslash between a domain and its user. */
    DOMAIN
  }

  private final DataType type;
  private final Kind kind;

  private AccountName(DataType type, Kind kind) {
    this.type = type;
    this.kind = kind;
  }

  static void register(Registry registry, DataType type) {
    registry.literals(new AccountName(type, Kind.HOME), CorporateWords.words("account.homes"));
    registry.wholeLiterals(new AccountName(type, Kind.PROFILE), "Users");
    registry.literals(new AccountName(type, Kind.BEFORE), CorporateWords.words("account.before"));
    registry.literals(new AccountName(type, Kind.UID), "uid=", "gid=");
    registry.literals(new AccountName(type, Kind.TERMINAL), "pts/");
    registry.literals(new AccountName(type, Kind.OWNER), "drwx", "-rw-", "-rwx");
    registry.mark(new AccountName(type, Kind.AT), '@');
    registry.mark(new AccountName(type, Kind.DOMAIN), '\\');
  }

  @Override
  public void found(ScanText text, int start, int end) {
    switch (kind) {
      case HOME:
        if (isRoot(text, start)) {
          folder(text, end);
        }
        break;
      case PROFILE:
        profile(text, start, end);
        break;
      case BEFORE:
        named(text, end);
        break;
      case UID:
        uid(text, end);
        break;
      case TERMINAL:
        terminal(text, start);
        break;
      case OWNER:
        owner(text, start);
        break;
      case AT:
        at(text, start, end);
        break;
      default:
        domain(text, start, end);
        break;
    }
  }

  /** Tells whether a path begins at a place, and no address or longer path goes on there. */
  private static boolean isRoot(ScanText text, int start) {
    int b = text.at(start - 1);
    return b < 0 || Ascii.isBlank(b) || "\"'=:([>,`<".indexOf(b) >= 0;
  }

  private void folder(ScanText text, int from) {
    int end = nameEnd(text, from);
    int b = text.at(end);
    if (b == '/' || b == '\\' || b <= ' ' || "\"'`,:;)]>".indexOf(b) >= 0) {
      report(text, from, end);
    }
  }

  /** {@code C:\Users\jdoe}, also with the backslashes of a text in a text. */
  private void profile(ScanText text, int start, int end) {
    int mark = text.at(end);
    if ((mark != '\\' && mark != '/') || text.at(start - 1) != mark) {
      return;
    }
    if (mark == '/' && !isRoot(text, start - 1)) {
      return;
    }
    int i = end;
    while (i - end < 4 && text.at(i) == mark) {
      i++;
    }
    folder(text, i);
  }

  private void named(ScanText text, int from) {
    int i = from;
    i += text.at(i) == '\'' || text.at(i) == '"' || text.at(i) == '<' ? 1 : 0;
    int end = nameEnd(text, i);
    int b = text.at(end);
    if (b == '(' || b == '=' || b == ':' || b == '[' || b == '$' || FileEnding.isAt(text, end)) {
      return;
    }
    report(text, i, end);
  }

  /** {@code uid=1004(jdoe)} and a directory's {@code uid=jdoe,ou=people}. */
  private void uid(ScanText text, int from) {
    int i = from;
    while (i - from < 10 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i > from && text.at(i) == '(') {
      int end = nameEnd(text, i + 1);
      if (text.at(end) == ')') {
        report(text, i + 1, end);
      }
    } else if (i == from) {
      int end = nameEnd(text, i);
      if (text.at(end) == ',') {
        report(text, i, end);
      }
    }
  }

  /** {@code CORP\jdoe}: capitals, one backslash, and a name that no path goes on from. */
  private void domain(ScanText text, int mark, int from) {
    int start = mark;
    while (mark - start < 16 && isDomain(text.at(start - 1))) {
      start--;
    }
    int before = text.at(start - 1);
    boolean free = before < 0 || Ascii.isBlank(before) || "\"'=:([>,`|".indexOf(before) >= 0;
    boolean capital = Ascii.isUpper(text.at(start)) || text.at(mark - 1) >= 0x80;
    if (!free || !capital || mark - start < 3 || DOMAINS.holds(text, start, mark)) {
      return;
    }
    int end = nameEnd(text, from);
    int b = text.at(end);
    boolean escape = "ntrbfuvx".indexOf(text.at(from)) >= 0;
    boolean made = false;
    for (int i = from + 1; i < end; i++) {
      made |= !Ascii.isLetter(text.at(i));
    }
    if (Ascii.isLower(text.at(from))
        && b != '\\'
        && b != '/'
        && b != '('
        && b != '{'
        && b < 0x80
        && (made || !escape)
        && !FileEnding.isAt(text, end)
        && !OTHERS.holds(text, from, end)
        && end - from >= SHORTEST) {
      text.report(type, start, end, Confidence.PROBABLE);
    }
  }

  private void terminal(ScanText text, int start) {
    int end = start;
    while (start - end < 16 && text.at(end - 1) == ' ') {
      end--;
    }
    int from = nameStart(text, end);
    if (end < start && (text.at(from - 1) < 0 || Ascii.isBlank(text.at(from - 1)))) {
      report(text, from, end);
    }
  }

  /** {@code drwxr-xr-x 4 jdoe staff}. */
  private void owner(ScanText text, int start) {
    int i = start + 10;
    i += text.at(i) == '+' || text.at(i) == '.' ? 1 : 0;
    int blank = i;
    while (i - blank < 8 && (text.at(i) == ' ' || Ascii.isDigit(text.at(i)))) {
      i++;
    }
    if (text.at(blank) == ' ' && text.at(i - 1) == ' ' && Ascii.isDigit(text.at(i - 2))) {
      int end = nameEnd(text, i);
      if (text.at(end) == ' ') {
        report(text, i, end);
      }
    }
  }

  /** {@code jdoe@10.0.0.4}. */
  private void at(ScanText text, int mark, int from) {
    int i = from;
    int dots = 0;
    while (i - from < 15 && (Ascii.isDigit(text.at(i)) || text.at(i) == '.')) {
      dots += text.at(i) == '.' ? 1 : 0;
      i++;
    }
    int start = nameStart(text, mark);
    int before = text.at(start - 1);
    if (dots == 3 && i - from >= 7 && before != '/' && before != ':' && before != '@') {
      report(text, start, mark);
    }
  }

  private static int nameStart(ScanText text, int end) {
    int i = end;
    while (end - i < LONGEST
        && (Ascii.isWord(text.at(i - 1)) || text.at(i - 1) == '.' || text.at(i - 1) == '-')) {
      i--;
    }
    return i;
  }

  private static boolean isDomain(int b) {
    return Ascii.isUpper(b) || Ascii.isDigit(b) || b == '-' || b == '_';
  }

  private static int nameEnd(ScanText text, int from) {
    int i = from;
    while (i - from <= LONGEST
        && (Ascii.isAlnum(text.at(i))
            || (text.at(i) >= 0xc3 && text.at(i) <= 0xc5)
            || (text.at(i) >= 0x80 && text.at(i) < 0xc0 && i > from)
            || isJoint(text, i, from))) {
      i++;
    }
    return i;
  }

  private static boolean isJoint(ScanText text, int i, int from) {
    int b = text.at(i);
    return i > from
        && (b == '.' || b == '_' || b == '-')
        && Ascii.isAlnum(text.at(i + 1))
        && !FileEnding.isAt(text, i);
  }

  private void report(ScanText text, int start, int end) {
    int length = end - start;
    boolean letter = false;
    for (int i = start; i < end; i++) {
      letter |= Ascii.isLetter(text.at(i)) || text.at(i) >= 0x80;
    }
    if (letter
        && length >= SHORTEST
        && length <= LONGEST
        && !OTHERS.holds(text, start, end)
        && !SAMPLES.holds(text, start, end)) {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }
}
