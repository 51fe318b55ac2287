package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/** Web addresses (RFC 3986): with a scheme, or beginning with {@code www.}. Thread-safe. */
final class WebAddress implements LiteralDetector {
  private static final int LONGEST = 4096;

  /** Above that of an address within: the whole is what was asked for. */
  private static final int WHOLE = 88;

  private final DataType type;

  private WebAddress(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    registry.literals(
        new WebAddress(type), "(?i)http://", "(?i)https://", "(?i)ftp://", "(?i)www.");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int i = end;
    int open = 0;
    while (i - start < LONGEST && isPart(text.at(i)) && (text.at(i) != ')' || open > 0)) {
      open += text.at(i) == '(' ? 1 : text.at(i) == ')' ? -1 : 0;
      i++;
    }
    while (i > end && ".,;:!?'*".indexOf(text.at(i - 1)) >= 0) {
      i--;
    }
    boolean whole = text.at(start - 1) != '/'; // else the host of an address with a scheme
    if (i - end >= 3 && whole && Ascii.isAlnum(text.at(end))) {
      text.report(type, start, i, WHOLE);
    }
  }

  private static boolean isPart(int b) {
    return b > ' ' && b != 0x7f && "\"<>\\^`{|}".indexOf(b) < 0;
  }
}
