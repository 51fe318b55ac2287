package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Run;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * IPv4 addresses. Loopback, the unspecified and the broadcast address tell nothing and are dropped;
 * what looks like a version number needs a context word.
 */
final class IpAddress implements RunDetector {
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
    Context versions =
        registry.context(
            "version",
            "ver",
            "release",
            "build",
            "v",
            "revision",
            "firmware",
            "section",
            "oid",
            "chapter",
            "clause",
            "paragraph",
            "rfc",
            "ecma",
            "spec",
            "appendix",
            "annex",
            "table",
            "figure",
            "sec",
            "assembly version",
            "upgrade",
            "upgraded",
            "product version");
    Context context =
        registry.context(
            "ip", "ipv4", "ipv6", "address", "host", "server", "subnet", "gateway", "dns");
    registry.runs(new IpAddress(type, versions, context));
    registry.mark(new Ipv6(type, MacAddress.register(registry)), ':');
  }

  @Override
  public void found(Run run, int chunk) {
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

  private int confidence(ScanText text, Run run, int chunk, int start, int end) {
    int first = value(run, chunk);
    int last = value(run, chunk + 3);
    int second = value(run, chunk + 1);
    int third = value(run, chunk + 2);
    if (first == 127 || first == 0 || first == 255) {
      return 0;
    }
    int label = text.distance(versions, start, end, 24, 0);
    int address = text.keyHas(context) ? 0 : text.distance(context, start, end, 40, 20);
    if (address >= 0 && (label < 0 || address < label)) {
      return 95;
    }
    boolean agent = text.at(start - 1) == '/' && Ascii.isLetter(text.at(start - 2));
    if (agent || second + third + last == 0 || label >= 0) {
      return 30;
    }
    boolean same = first == second && second == third && third == last;
    boolean small = first < 30 && second < 30 && third < 30 && last < 30;
    if (small && !same && first != 10) {
      return 45; // numbers of sections are written so
    }
    boolean reserved = first == 10 || first == 192 || first == 172;
    boolean identifier = first < 3 && second < 40 && third < 40 && last < 80;
    return same ? 60 : identifier ? 45 : reserved ? 80 : 85;
  }

  private static boolean isFree(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    int behind = text.at(end);
    return !(before == '.' || (before == '-' && Ascii.isAlnum(text.at(start - 2))))
        && text.beginsWord(start)
        && text.endsWord(end)
        && !(behind == '.' && Ascii.isAlnum(text.at(end + 1)))
        && !(behind == '-' && Ascii.isAlnum(text.at(end + 1)));
  }

  private static boolean isOctet(Run run, int chunk) {
    return run.length(chunk) <= 3
        && run.isNumber(chunk)
        && value(run, chunk) <= 255
        && (run.length(chunk) == 1 || run.text().at(run.start(chunk)) != '0');
  }

  private static int value(Run run, int chunk) {
    int value = 0;
    for (int i = run.start(chunk); i < run.end(chunk); i++) {
      value = value * 10 + run.text().at(i) - '0';
    }
    return value;
  }
}
