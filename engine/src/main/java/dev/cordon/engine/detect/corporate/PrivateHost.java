package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordSet;
import java.util.Collection;

/**
 * Names of hosts in zones that only an organisation's own network knows, such as {@code
 * db-04.internal} and {@code wiki.corp.example.com}, and in domains that the policy names. What a
 * program calls {@code internal} or {@code local} is no host: such a zone needs a sign beside it.
 */
final class PrivateHost implements LiteralDetector {
  private static final int LONGEST = 200;
  private static final int NEAR = 24;
  private static final WordSet SURE = CorporateWords.list("host.sure");
  private static final WordSet SURE_ZONES = CorporateWords.list("host.sure_zones");
  private static final WordSet SERVICES = CorporateWords.list("host.services");
  private static final WordSet MIDDLE = CorporateWords.list("host.middle");
  private static final WordSet PUBLIC = CorporateWords.list("host.public");
  private static final WordSet CODE = CorporateWords.list("host.code");
  private static final WordSet DEEP = CorporateWords.list("host.deep");
  private static final WordSet FILES = CorporateWords.list("host.files");
  private static final WordSet KNOWN = CorporateWords.list("host.known");

  private final DataType type;
  private final Context context;
  private final boolean own;

  private PrivateHost(DataType type, Context context, boolean own) {
    this.type = type;
    this.context = context;
    this.own = own;
  }

  static void register(Registry registry, Collection<String> domains) {
    DataType type =
        registry.type(
            "internal.host", DataClass.INTERNAL, Severity.LOW, "HOST", "Host of a private network");
    HostLabel.register(registry, type);
    Context context = registry.context(CorporateWords.words("host.words"));
    registry.wholeLiterals(
        new PrivateHost(type, context, false), CorporateWords.words("host.zones", "(?i)"));
    for (String domain : domains) {
      registry.wholeLiterals(new PrivateHost(type, context, true), "(?i)*" + domain);
    }
  }

  @Override
  public void found(ScanText text, int at, int behind) {
    int end = behind;
    if (text.at(end) == '-') {
      return;
    }
    while (text.at(end) == '.' && Ascii.isAlnum(text.at(end + 1)) && !FileEnding.isAt(text, end)) {
      end = labelEnd(text, end + 1);
      if (end - behind > LONGEST) {
        return;
      }
    }
    int start = at;
    while (at - start < LONGEST && isName(text.at(start - 1))) {
      start--;
    }
    while (start < at && !Ascii.isAlnum(text.at(start)) && text.at(start) != '_') {
      start++;
    }
    if (own) {
      judgeOwn(text, start, at, behind, end);
    } else if (start < at && text.at(start - 1) != '.' && !KNOWN.holds(text, start, end)) {
      judge(text, start, at, behind, end);
    }
  }

  private void judgeOwn(ScanText text, int start, int at, int behind, int end) {
    boolean label = start == at || text.at(at - 1) == '.';
    if (label && behind == end && !Ascii.isAlnum(text.at(start - 1))) {
      report(text, start, end, Confidence.SURE);
    }
  }

  private void judge(ScanText text, int start, int at, int behind, int end) {
    int before = text.at(start - 1);
    boolean linked = before == '/' && text.at(start - 2) == '/';
    boolean path = (before == '/' && !linked) || before == '\\' || before == '$' || before == '{';
    int first = labelEnd(text, start);
    if (path || text.at(end) == '(' || CODE.holds(text, start, first)) {
      return;
    }
    int last = lastLabel(text, start, end);
    boolean port = text.at(end) == ':' && Ascii.isDigit(text.at(end + 1));
    boolean service = first < at && SERVICES.holds(text, start, first);
    boolean signed = service || linked || before == '@' || port || isNumbered(text, start, at);
    signed |= DEEP.holds(text, last, end) && isDeep(text, start, at);
    boolean named = signed || text.near(context, start, end, NEAR, NEAR);
    if (end > behind) {
      boolean zone = MIDDLE.holds(text, lastLabel(text, start, behind), behind);
      if (zone && (signed || PUBLIC.holds(text, last, end))) {
        report(text, start, end, named ? Confidence.STRONG : Confidence.PROBABLE);
      }
    } else if (SURE.holds(text, last, end) || SURE_ZONES.holds(text, at + 1, end)) {
      report(text, start, end, Confidence.STRONG);
    } else if (named && !(first == at && FILES.holds(text, start, first))) {
      report(text, start, end, signed ? Confidence.STRONG : Confidence.PROBABLE);
    }
  }

  /** Tells {@code orders.example.intra}: small letters, a dot among them. */
  private static boolean isDeep(ScanText text, int start, int at) {
    boolean dot = false;
    for (int i = start; i < at; i++) {
      dot |= text.at(i) == '.';
      if (Ascii.isUpper(text.at(i)) || text.at(i) == '_') {
        return false;
      }
    }
    return dot;
  }

  /** Tells whether the labels before a zone hold a digit or a hyphen. */
  private static boolean isNumbered(ScanText text, int start, int at) {
    for (int i = start; i < at; i++) {
      if (Ascii.isDigit(text.at(i)) || text.at(i) == '-') {
        return !FILES.holds(text, start, at);
      }
    }
    return false;
  }

  /** An address's own finding wins where the host is that of a mailbox. */
  private void report(ScanText text, int start, int end, int confidence) {
    text.report(type, start, end, text.at(start - 1) == '@' ? Confidence.PLAUSIBLE : confidence);
  }

  private static int lastLabel(ScanText text, int start, int end) {
    int i = end;
    while (i > start && text.at(i - 1) != '.') {
      i--;
    }
    return i;
  }

  private static int labelEnd(ScanText text, int start) {
    int i = start;
    while (i - start < LONGEST && (Ascii.isWord(text.at(i)) || text.at(i) == '-')) {
      i++;
    }
    return i;
  }

  private static boolean isName(int b) {
    return Ascii.isWord(b) || b == '-' || b == '.';
  }
}
