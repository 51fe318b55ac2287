package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * Numbers of accounts as a country writes them without an IBAN, behind the word for one: {@code
 * Rachunek: 61 1090 …}, {@code č.ú. 19-1234567890/0800}. Thread-safe.
 */
final class LabelledAccount implements LiteralDetector {
  private static final int BETWEEN = 12;
  private static final int LEAST = 9;

  /** Behind a word of a script whose words for accounts mean nothing else. */
  private static final int LEAST_NAMED = 7;

  private static final int MOST = 34;

  private final DataType type;

  private LabelledAccount(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    registry.wholeLiterals(new LabelledAccount(type), GeneralWords.words("labelled_account"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int at = end;
    while (at - end < BETWEEN && " \t:.#=".indexOf(text.at(at)) >= 0) {
      at++;
    }
    if (!Ascii.isDigit(text.at(at))) {
      at = word(text, at);
    }
    int to = at;
    int digits = 0;
    for (int i = at; i - at < MOST; i++) {
      int b = text.at(i);
      boolean joint = (b == ' ' || b == '-' || b == '/' || b == '.') && i > at;
      if (Ascii.isDigit(b)) {
        digits++;
        to = i + 1;
      } else if (!joint || !Ascii.isDigit(text.at(i + 1))) {
        break;
      }
    }
    int least = text.at(end - 1) >= 0xe0 || text.at(end - 3) >= 0xe0 ? LEAST_NAMED : LEAST;
    if (digits >= least && text.endsWord(to) && text.at(to) != '%' && text.at(to) != '@') {
      text.report(type, at, to, Confidence.HINTED);
    }
  }

  /** Passes a bank's short name or the word for a number between label and number. */
  private static int word(ScanText text, int from) {
    int i = from;
    while (i - from < BETWEEN && (Ascii.isLetter(text.at(i)) || text.at(i) >= 0x80)) {
      i++;
    }
    while (i > from && i - from < BETWEEN && (text.at(i) == ' ' || text.at(i) == ':')) {
      i++;
    }
    return i;
  }
}
