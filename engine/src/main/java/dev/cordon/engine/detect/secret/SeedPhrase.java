package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * The words that open a wallet (BIP 39): 12 to 24 words of three to eight small letters behind what
 * names them. Thread-safe.
 */
final class SeedPhrase implements LiteralDetector {
  private static final int LEAD = 40;
  private static final int LEAST = 12;
  private static final int MOST = 24;
  private static final int SHORTEST_WORD = 3;
  private static final int LONGEST_WORD = 8;

  /** A number, a full stop and blanks may stand between two words. */
  private static final int BETWEEN = 6;

  private final DataType type;

  private SeedPhrase(DataType type) {
    this.type = type;
  }

  static void register(Registry registry) {
    DataType type =
        SecretCatalogue.type(registry, "seed_phrase", Severity.CRITICAL, "Seed phrase of a wallet");
    registry.literals(
        new SeedPhrase(type),
        "(?i)seed phrase",
        "(?i)seed words",
        "(?i)recovery phrase",
        "(?i)recovery words",
        "(?i)backup phrase",
        "(?i)wallet phrase",
        "(?i)secret phrase",
        "(?i)mnemonic");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    for (int from = end; from - end < LEAD && text.at(from) >= 0; from++) {
      int b = text.at(from);
      if (b == ':' || b == '=' || b == '"' || b == '\'' || b == '\n' || isLink(text, from)) {
        int first = words(text, isLink(text, from) ? from + 3 : from + 1);
        if (first > 0) {
          return;
        }
      }
    }
  }

  private static boolean isLink(ScanText text, int at) {
    return text.at(at) == ' ' && LabelSyntax.isWord(text, at + 1, "is");
  }

  /** Reports the words from a place on; returns their end, or -1 if they are too few. */
  private int words(ScanText text, int from) {
    int first = -1;
    int end = -1;
    int count = 0;
    int i = between(text, from);
    while (count < MOST) {
      int word = i;
      while (i - word <= LONGEST_WORD && Ascii.isLower(text.at(i))) {
        i++;
      }
      if (i - word < SHORTEST_WORD || i - word > LONGEST_WORD || Ascii.isWord(text.at(i))) {
        break;
      }
      first = first < 0 ? word : first;
      end = i;
      count++;
      i = between(text, i);
    }
    if (count < LEAST || count % 3 != 0) {
      return -1;
    }
    text.report(type, first, end, Confidence.STRONG);
    return end;
  }

  private static int between(ScanText text, int from) {
    int i = from;
    while (i - from < BETWEEN && isBetween(text.at(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBetween(int b) {
    return Ascii.isBlank(b)
        || Ascii.isDigit(b)
        || b == '.'
        || b == ','
        || b == '"'
        || b == '\''
        || b == ')';
  }
}
