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
 * Machines that a text calls by a name without a zone: behind the word for one ({@code server
 * fs-01}), in a share's path ({@code \\fs-01\team}), by what Windows names machines at first
 * ({@code DESKTOP-…}). A name without a digit, a hyphen or capitals throughout is none.
 */
final class HostLabel implements LiteralDetector {
  private static final WordSet PARTS = CorporateWords.list("host.parts");
  private static final WordSet NOT = CorporateWords.list("host.not");
  private static final int LONGEST = 32;
  private static final int SHORTEST = 3;

  /** What a machine is told by. */
  private enum Kind {
    LABEL,
    SHARE,
    MADE,
    PREFIX,
    /** A part of a name that machines have, in small letters, and a number. */
    SMALL,
    /** The same within a name: {@code ams-web-07}. */
    INNER,
    /** A private address in brackets behind a name. */
    ADDRESS,
    /** A program's name in a log, behind a time and the machine's. */
    LOG
  }

  private final DataType type;
  private final Kind kind;

  private HostLabel(DataType type, Kind kind) {
    this.type = type;
    this.kind = kind;
  }

  static void register(Registry registry, DataType type) {
    registry.wholeLiterals(
        new HostLabel(type, Kind.LABEL), CorporateWords.words("host.labels", "(?i)"));
    registry.mark(new HostLabel(type, Kind.SHARE), '\\');
    registry.literals(new HostLabel(type, Kind.MADE), "DESKTOP-", "LAPTOP-");
    registry.literals(new HostLabel(type, Kind.PREFIX), CorporateWords.words("host.prefixes"));
    registry.literals(new HostLabel(type, Kind.SMALL), CorporateWords.words("host.small"));
    registry.literals(new HostLabel(type, Kind.INNER), CorporateWords.words("host.inner"));
    registry.literals(new HostLabel(type, Kind.ADDRESS), "10.", "192.168.", "172.");
    registry.literals(new HostLabel(type, Kind.LOG), CorporateWords.words("host.logs"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    switch (kind) {
      case LABEL:
        label(text, end);
        break;
      case SHARE:
        share(text, start, end);
        break;
      case MADE:
        made(text, start, end);
        break;
      case SMALL:
        small(text, start);
        break;
      case INNER:
        inner(text, start);
        break;
      case ADDRESS:
        if (text.at(start - 1) == '(' && text.at(start - 2) == ' ') {
          before(text, start - 2);
        }
        break;
      case LOG:
        logged(text, start);
        break;
      default:
        prefixed(text, start, end);
        break;
    }
  }

  private void label(ScanText text, int end) {
    int at = NumberText.afterLabel(text, end);
    if (at < 0 || !Ascii.isLetter(text.at(at))) {
      return;
    }
    int stop = nameEnd(text, at);
    if (isName(text, at, stop) && !isContinued(text, stop)) {
      text.report(type, at, stop, Confidence.PLAUSIBLE);
    }
  }

  /** {@code \\server\share}, also with the backslashes of a text in a text. */
  private void share(ScanText text, int mark, int behind) {
    if (text.at(mark - 1) == '\\' || text.at(behind) != '\\') {
      return;
    }
    int before = text.at(mark - 1);
    if (Ascii.isAlnum(before) || before == '/' || before == ')' || before == ']') {
      return;
    }
    int host = mark;
    while (host - mark < 5 && text.at(host) == '\\') {
      host++;
    }
    int marks = host - mark;
    int end = nameEnd(text, host);
    int path = end;
    while (path - end < 3 && text.at(path) == '\\') {
      path++;
    }
    boolean halved = marks == 2 ? path == end + 1 : marks == 4 && path == end + 2;
    boolean name = isName(text, host, end) || isHyphened(text, host, end);
    if (!halved || !name || !isShareByte(text.at(path))) {
      return;
    }
    int stop = path;
    while (stop - path < 120 && (isShareByte(text.at(stop)) || text.at(stop) == '\\')) {
      stop++;
    }
    while (stop > path && (text.at(stop - 1) == '.' || text.at(stop - 1) == '\\')) {
      stop--;
    }
    text.report(type, mark, stop, Confidence.PROBABLE);
  }

  private static boolean isHyphened(ScanText text, int from, int to) {
    for (int i = from + 2; i < to - 1; i++) {
      if (text.at(i) == '-') {
        return true;
      }
    }
    return false;
  }

  private static boolean isShareByte(int b) {
    return Ascii.isWord(b) || b >= 0x80 || b == '$' || b == '-' || b == '.';
  }

  private void made(ScanText text, int start, int end) {
    int i = end;
    while (i - end < 10 && (Ascii.isUpper(text.at(i)) || Ascii.isDigit(text.at(i)))) {
      i++;
    }
    if (i - end >= 6 && i - end <= 8 && text.endsWord(i)) {
      text.report(type, start, i, Confidence.PROBABLE);
    }
  }

  /** {@code NB-0662}, {@code PC-SALES-02}: capitals throughout, at least three behind. */
  private void prefixed(ScanText text, int start, int end) {
    int i = end;
    int digits = 0;
    int letters = 0;
    while (i - end < LONGEST && (isCapital(text.at(i)) || isHyphen(text, i))) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
      letters += Ascii.isUpper(text.at(i)) ? 1 : 0;
      i++;
    }
    boolean serial = digits >= 3 && letters == 0;
    boolean named = letters >= 3 && (digits >= 2 || letters >= 4);
    int before = text.at(start - 1);
    if ((serial || named)
        && text.endsWord(i)
        && !isContinued(text, i)
        && before != '-'
        && before != '.'
        && before != '/') {
      text.report(type, start, i, Confidence.PLAUSIBLE);
    }
  }

  /**
   * {@code srv-mail-02}: it ends with a number of two or three digits. With one digit, or as many
   * as a year has, things are numbered, too: {@code file-1}, {@code print-2026}.
   */
  private void small(ScanText text, int start) {
    int end = nameEnd(text, start);
    int before = text.at(start - 1);
    int digits = 0;
    while (digits < 4 && Ascii.isDigit(text.at(end - 1 - digits))) {
      digits++;
    }
    if (isName(text, start, end)
        && (digits == 2 || digits == 3)
        && !isContinued(text, end)
        && before != '-'
        && before != '.'
        && before != '/'
        && before != '_'
        && before != '=') {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }

  /** A place or a team of some letters, what the machine is for, its number. */
  private void inner(ScanText text, int hyphen) {
    int start = nameStart(text, hyphen);
    boolean letters = hyphen - start >= 2 && hyphen - start <= 12;
    for (int i = start; i < hyphen; i++) {
      letters &= Ascii.isLetter(text.at(i)) || (i > start && Ascii.isDigit(text.at(i)));
    }
    if (letters) {
      small(text, start);
    }
  }

  /** {@code sw-03 (10.1.2.3)}. */
  private void before(ScanText text, int end) {
    int start = nameStart(text, end);
    if (isName(text, start, end) && Ascii.isBlank(text.at(start - 1))) {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }

  /** {@code Sep 3 04:12:09 mail02 sshd[441]:}. */
  private void logged(ScanText text, int program) {
    int end = program - 1;
    int start = nameStart(text, end);
    boolean time =
        Ascii.isDigit(text.at(start - 2))
            && Ascii.isDigit(text.at(start - 3))
            && text.at(start - 4) == ':';
    if (text.at(end) == ' ' && time && isName(text, start, end)) {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }

  private static boolean isCapital(int b) {
    return Ascii.isUpper(b) || Ascii.isDigit(b);
  }

  private static boolean isHyphen(ScanText text, int i) {
    return text.at(i) == '-' && isCapital(text.at(i + 1));
  }

  private static int nameStart(ScanText text, int end) {
    int start = end;
    while (end - start < LONGEST
        && (Ascii.isAlnum(text.at(start - 1)) || text.at(start - 1) == '-')) {
      start--;
    }
    return start;
  }

  private static int nameEnd(ScanText text, int from) {
    int i = from;
    while (i - from <= LONGEST
        && (Ascii.isWord(text.at(i))
            || ((text.at(i) == '-' || text.at(i) == '.')
                && i > from
                && Ascii.isAlnum(text.at(i + 1))
                && !FileEnding.isAt(text, i)))) {
      i++;
    }
    return i;
  }

  /** Tells {@code fs-01} and {@code FILESRV} from a word of a sentence and from a version. */
  private static boolean isName(ScanText text, int from, int to) {
    int digits = 0;
    int small = 0;
    boolean hyphen = false;
    boolean dot = false;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      digits += Ascii.isDigit(b) ? 1 : 0;
      small += Ascii.isLower(b) ? 1 : 0;
      hyphen |= b == '-';
      dot |= b == '.';
    }
    int first = from;
    while (first < to && Ascii.isLetter(text.at(first))) {
      first++;
    }
    boolean letters = first - from >= 2;
    boolean known = hyphen && PARTS.holds(text, from, first);
    return to - from > SHORTEST
        && to - from <= LONGEST
        && letters
        && !dot
        && !NOT.holds(text, from, first)
        && (digits > 0 ? digits < to - from - 1 : known || (small == 0 && hyphen));
  }

  private static boolean isContinued(ScanText text, int end) {
    int b = text.at(end);
    return b == '(' || b == '[' || b == '@' || b == '=' || b == '%' || b == '/' || b == '{';
  }
}
