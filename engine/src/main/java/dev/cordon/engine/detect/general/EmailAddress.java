package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * Mail addresses (RFC 5322, 6531), also with a quoted local part. A host without a dot is none:
 * that is a login such as {@code root@db1}; nor is {@code git@host:path}, the user of an URL, or a
 * file name such as {@code image@2x.png}.
 */
final class EmailAddress implements LiteralDetector {
  private static final int LOCAL = 64;

  private final DataType type;

  private EmailAddress(DataType type) {
    this.type = type;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "E-mail address");
    registry.mark(new EmailAddress(type), '@');
    SpokenEmail.register(registry, type);
  }

  @Override
  public void found(ScanText text, int at, int behind) {
    int end = HostName.end(text, behind);
    if (end < 0) {
      return;
    }
    int quote = quoted(text, at);
    if (quote >= 0) {
      text.report(type, quote, end, Confidence.CHECKED);
      return;
    }
    int start = localStart(text, at);
    if (start == at || isLogin(text, start, end)) {
      return;
    }
    text.report(type, start, end, confidence(text, start, at));
  }

  private static int confidence(ScanText text, int start, int at) {
    for (int i = start; i < at; i++) {
      if (text.at(i) == '.' && (text.at(i + 1) == '.' || i + 1 == at)) {
        return Confidence.DOUBTFUL;
      }
    }
    return Confidence.SURE;
  }

  /**
   * Returns where the local part begins: at an ASCII letter or digit, {@code _} or a letter beyond
   * ASCII.
   */
  private static int localStart(ScanText text, int at) {
    int i = at;
    int start = at;
    while (at - i <= LOCAL) {
      int b = text.at(i - 1);
      if (Ascii.isWord(b)) {
        start = --i;
      } else if (b >= 0x80) {
        int lead = i - 1;
        while (lead > i - 4 && (text.at(lead) & 0xc0) == 0x80) {
          lead--;
        }
        // Scripts that write without blanks begin at E0: there the text before is another word.
        if (text.at(lead) < 0xc3 || text.at(lead) >= 0xe0) {
          break;
        }
        i = lead;
        start = lead;
      } else if (b == '.' || b == '-' || b == '+' || b == '\'' || isRare(b)) {
        i--;
      } else {
        break;
      }
    }
    boolean escape = text.at(start - 1) == '\\' && start + 1 < at && text.beginsWord(start + 1);
    return escape ? start + 1 : start;
  }

  private static boolean isRare(int b) {
    return b == '&' || b == '!' || b == '#' || b == '~' || b == '$' || b == '*' || b == '%';
  }

  /** Returns the opening quote of a quoted local part, or -1. */
  private static int quoted(ScanText text, int at) {
    if (text.at(at - 1) != '"') {
      return -1;
    }
    for (int i = at - 2; i > at - LOCAL; i--) {
      int b = text.at(i);
      if (b < ' ') {
        return -1;
      }
      if (b == '"' && text.at(i - 1) != '\\') {
        return i < at - 2 && text.beginsWord(i) ? i : -1;
      }
    }
    return -1;
  }

  /** Tells {@code git@host:path} from {@code name@host:password}. */
  private static boolean isPath(ScanText text, int start, int from) {
    if (text.at(from) == '~' || (text.at(start) == 'g' && text.at(start + 3) == '@')) {
      return true;
    }
    for (int i = from; i - from < LOCAL && text.at(i) > ' '; i++) {
      if (text.at(i) == '/' || FileEnding.isAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Tells {@code git@host:path} and {@code scheme://user:pass@host} from mail addresses. */
  private static boolean isLogin(ScanText text, int start, int end) {
    if (text.at(end) == ':' && isPath(text, start, end + 1)) {
      return true;
    }
    if (text.at(end) == ':' && text.at(end + 1) == '/') {
      return true;
    }
    for (int i = start - 1; i > start - LOCAL; i--) {
      int b = text.at(i);
      if (b == '/') {
        return text.at(i - 1) == '/' && text.at(i - 2) == ':';
      }
      if (b <= ' ' || b == '?' || b == '#' || b == '=' || b == '"' || b == '\'' || b == '<') {
        return false;
      }
    }
    return false;
  }
}
