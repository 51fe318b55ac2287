package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordSet;

/**
 * IPv4 addresses. Loopback, the unspecified and the broadcast address tell nothing and are dropped;
 * what looks like a version number needs a context word.
 */
final class IpAddress implements RunDetector {
  /** Rather the number of a version: reported to nobody. */
  private static final int VERSION = 30;

  private static final WordSet LINKS =
      new WordSet(" to ", " -> ", " → ", " auf ", " à ", " a ", " naar ", " till ", " til ");

  private final DataType type;
  private final Context versions;
  private final Context context;

  private IpAddress(DataType type, Context versions, Context context) {
    this.type = type;
    this.versions = versions;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type("ip_address", DataClass.NETWORK, Severity.LOW, "IP", "IP address");
    Context versions = registry.context(GeneralWords.words("ip_address.versions"));
    Context context = registry.context(GeneralWords.words("ip_address"));
    registry.runs(new IpAddress(type, versions, context));
    registry.mark(new Ipv6(type, MacAddress.register(registry)), ':');
  }

  @Override
  public void found(DigitRun run, int chunk) {
    if (chunk + 3 >= run.size() || run.gap(chunk + 1) != '.' || run.length(chunk) > 3) {
      return;
    }
    for (int i = chunk; i < chunk + 4; i++) {
      if (!isOctet(run, i)
          || (i > chunk && (run.gap(i) != '.' || run.start(i) != run.end(i - 1) + 1))) {
        return;
      }
    }
    ScanText text = run.text();
    int start = run.start(chunk);
    int end = run.end(chunk + 3);
    if (!isFree(text, start, end)) {
      return;
    }
    text.report(type, start, end, confidence(text, run, chunk, start, end));
  }

  private int confidence(ScanText text, DigitRun run, int chunk, int start, int end) {
    int first = value(run, chunk);
    int last = value(run, chunk + 3);
    int second = value(run, chunk + 1);
    int third = value(run, chunk + 2);
    if (first == 127 || first == 0 || first == 255 || (last == 0 && isNetwork(text, end))) {
      return 0;
    }
    int label = text.distance(versions, other(text, start), end, 24, 0);
    int address = text.keyHas(context) ? 0 : text.distance(context, start, end, 40, 20);
    if (address >= 0 && (label < 0 || address < label)) {
      return Confidence.SURE;
    }
    boolean agent = text.at(start - 1) == '/' && Ascii.isLetter(text.at(start - 2));
    if (agent || second + third + last == 0 || label >= 0) {
      return VERSION;
    }
    boolean same = first == second && second == third && third == last;
    boolean small = first < 30 && second < 30 && third < 30 && last < 30;
    if (small && !same && first != 10) {
      return Confidence.DOUBTFUL; // numbers of sections are written so
    }
    boolean reserved = first == 10 || first == 192 || first == 172;
    boolean identifier = first < 3 && second < 40 && third < 40 && last < 80;
    return same
        ? Confidence.PLAUSIBLE
        : identifier ? Confidence.DOUBTFUL : reserved ? Confidence.SUPPORTED : Confidence.CHECKED;
  }

  /** Returns where the version begins that another one follows, {@code 10.2.0.1 to 10.2.0.4}. */
  private static int other(ScanText text, int start) {
    int link = LINKS.start(text, start);
    int i = link;
    while (link - i < 15 && (Ascii.isDigit(text.at(i - 1)) || text.at(i - 1) == '.')) {
      i--;
    }
    return link - i >= 7 ? i : start;
  }

  private static boolean isFree(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    int behind = text.at(end);
    return before != '.'
        && !(before == '-' && isPart(text, start))
        && (text.beginsWord(start) || before == '_')
        && (text.endsWord(end) || behind == '_')
        && (!(behind == '.' && Ascii.isAlnum(text.at(end + 1))) || FileEnding.isAt(text, end))
        && !(behind == '-' && Ascii.isDigit(text.at(end + 1)));
  }

  /** Tells {@code tomcat-9.0.1.2} from {@code scan-203.0.113.77}. */
  private static boolean isPart(ScanText text, int start) {
    boolean two = Ascii.isDigit(text.at(start + 1));
    boolean word = Ascii.isLetter(text.at(start - 2)) && Ascii.isLetter(text.at(start - 4));
    return Ascii.isAlnum(text.at(start - 2)) && !(word && two);
  }

  /** Tells {@code 192.168.0.0/16}: a range of addresses and nobody's. */
  private static boolean isNetwork(ScanText text, int end) {
    int last = Ascii.isDigit(text.at(end + 2)) ? end + 3 : end + 2;
    return text.at(end) == '/' && Ascii.isDigit(text.at(end + 1)) && text.endsWord(last);
  }

  private static boolean isOctet(DigitRun run, int chunk) {
    return run.length(chunk) <= 3
        && run.isNumber(chunk)
        && value(run, chunk) <= 255
        && (run.length(chunk) == 1 || run.text().at(run.start(chunk)) != '0');
  }

  private static int value(DigitRun run, int chunk) {
    int value = 0;
    for (int i = run.start(chunk); i < run.end(chunk); i++) {
      value = value * 10 + run.text().at(i) - '0';
    }
    return value;
  }
}
