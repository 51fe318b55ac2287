package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * German plates whose district has an umlaut, which no shape holds: {@code TÜ-DN 438}, {@code FÜ LC
 * 85E}.
 */
final class GermanPlate implements LiteralDetector {
  private final DataType type;
  private final Context context;

  private GermanPlate(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry, DataType type, Context context) {
    registry.wholeLiterals(
        new GermanPlate(type, context),
        "BÖ",
        "BÜD",
        "BÜR",
        "BÜS",
        "BÜZ",
        "DÜW",
        "FLÖ",
        "FÜ",
        "FÜS",
        "GÖ",
        "GÜ",
        "HÖS",
        "JÜL",
        "KÖN",
        "KÖT",
        "KÖZ",
        "KÜN",
        "LÖ",
        "LÖB",
        "LÜD",
        "LÜN",
        "LÜP",
        "MÜ",
        "MÜB",
        "MÜL",
        "MÜR",
        "NÖ",
        "ÖHR",
        "PLÖ",
        "RÜD",
        "RÜG",
        "SÄK",
        "SLÜ",
        "SMÜ",
        "SÖM",
        "SÜW",
        "TÖL",
        "TÜ",
        "ÜB",
        "WÜ",
        "WÜM");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int at = gap(text, end);
    int letters = at;
    while (at - letters < 3 && Ascii.isUpper(text.at(at))) {
      at++;
    }
    boolean lettered = at > letters && at - letters < 3;
    at = gap(text, at);
    int digits = at;
    while (at - digits < 5 && Ascii.isDigit(text.at(at))) {
      at++;
    }
    boolean numbered = at > digits && at - digits < 5 && text.at(digits) != '0';
    if (text.at(at) == 'E' || text.at(at) == 'H') {
      at++; // electric, historic
    }
    if (letters > end && lettered && numbered && text.endsWord(at)) {
      text.report(type, start, at, LicensePlate.confidence(text, context, start, at));
    }
  }

  private static int gap(ScanText text, int at) {
    return text.at(at) == '-' || text.at(at) == ' ' ? at + 1 : at;
  }
}
