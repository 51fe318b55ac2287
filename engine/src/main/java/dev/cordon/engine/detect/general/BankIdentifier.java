package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/** Business identifier codes (ISO 9362, SWIFT): no checksum, so that their name must stand near. */
final class BankIdentifier implements LiteralDetector, EndDetector {
  private static final int AHEAD = 48;

  /** A text under a key is a code alone if it has no more bytes. */
  private static final int KEYED = 63;

  private static final String COUNTRIES =
      "ADAEAFAGAIALAMAOARATAUAWAZBABBBDBEBFBGBHBIBJBMBNBOBRBSBTBWBYBZCACDCFCGCHCICKCLCMCNCOCRCUCVCYCZ"
          + "DEDJDKDMDODZECEEEGERESETFIFJFOFRGAGBGDGEGGGHGIGLGMGNGQGRGTGWGYHKHNHRHTHUIDIEILIMINIQIRISIT"
          + "JEJMJOJPKEKGKHKIKMKNKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMGMKMLMMMNMOMRMSMTMUMVMWMXMYMZNANCNE"
          + "NGNINLNONPNRNZOMPAPEPFPGPHPKPLPSPTPWPYQARORSRURWSASBSCSDSESGSISKSLSMSNSOSRSSSTSVSYSZTCTDTGTHTJTL"
          + "TMTNTOTRTTTVTWTZUAUGUSUYUZVAVCVEVGVNVUWFWSXKYEZAZMZW";

  private final DataType type;
  private final Context context;
  private final int slot;

  private BankIdentifier(DataType type, Context context, int slot) {
    this.type = type;
    this.context = context;
    this.slot = slot;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "swift_bic",
            DataClass.PAYMENT,
            Severity.LOW,
            "BIC",
            "Business identifier code (SWIFT)");
    Context context = registry.context(GeneralWords.words("bank_identifier"));
    BankIdentifier detector = new BankIdentifier(type, context, registry.slot());
    registry.literals(detector, "(?i)swift", "(?i)bic");
    registry.ends(detector, KEYED, context);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (Ascii.isLetter(text.at(end)) && !Ascii.isUpper(text.at(end))) {
      return;
    }
    int line = lineBelow(text, end);
    if (!look(text, 0, line, line + AHEAD, 90)) {
      look(text, 3, start - AHEAD, start, 75);
    }
  }

  @Override
  public void end(ScanText text) {
    if (text.keyHas(context) && text.to() - text.from() <= KEYED) {
      look(text, 0, text.from(), text.to(), 90);
    }
  }

  /** Returns where the next line begins if the label ends its own, or the label's end. */
  private static int lineBelow(ScanText text, int end) {
    int i = end;
    while (i - end < 8 && (Ascii.isLower(text.at(i)) || text.at(i) == ' ' || text.at(i) == ':')) {
      i++;
    }
    return text.at(i) == '\n' ? i + 1 : end;
  }

  /** Looks for the first code that begins in a range; remembers what it looked at in vain. */
  private boolean look(ScanText text, int memo, int from, int to, int confidence) {
    int[] known = text.numbers(slot, 6);
    int first = Math.max(from, text.from());
    int i = first;
    if (known[memo] == text.view() && i >= known[memo + 1] && i <= known[memo + 2]) {
      first = known[memo + 1];
      i = known[memo + 2];
    }
    while (i < to && text.at(i) != '\n' && text.at(i) >= 0) {
      if (Ascii.isUpper(text.at(i)) && text.beginsWord(i)) {
        int end = i;
        while (end - i <= 12 && Ascii.isWord(text.at(end))) {
          end++;
        }
        if (isCode(text, i, end)) {
          text.report(type, i, end, confidence);
          return true;
        }
      }
      i++;
    }
    known[memo] = text.view();
    known[memo + 1] = first;
    known[memo + 2] = i;
    return false;
  }

  private static boolean isCode(ScanText text, int start, int end) {
    int length = end - start;
    if (length != 8 && length != 11) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int b = text.at(start + i);
      if (!Ascii.isUpper(b) && (i < 6 || !Ascii.isDigit(b))) {
        return false;
      }
    }
    for (int i = 0; i + 1 < COUNTRIES.length(); i += 2) {
      if (COUNTRIES.charAt(i) == text.at(start + 4)
          && COUNTRIES.charAt(i + 1) == text.at(start + 5)) {
        return true;
      }
    }
    return false;
  }
}
