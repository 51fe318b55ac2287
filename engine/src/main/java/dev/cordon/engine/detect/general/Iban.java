package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * International bank account numbers (ISO 13616): country, length, structure of the national part
 * and the MOD 97-10 check.
 */
final class Iban implements ShapeDetector, LiteralDetector {
  private static final int SHORTEST = 15;
  private static final int LONGEST = 34;

  /** Country, then the national part's structure: counts of n (digits), a (letters), c (either). */
  private static final String[] COUNTRIES = {
    "AD8n12c",
    "AE19n",
    "AL8n16c",
    "AT16n",
    "AZ4a20c",
    "BA16n",
    "BE12n",
    "BG4a6n8c",
    "BH4a14c",
    "BI5n5n11n2n",
    "BR23n1a1c",
    "BY4c4n16c",
    "CH5n12c",
    "CR18n",
    "CY8n16c",
    "CZ20n",
    "DE18n",
    "DJ5n5n11n2n",
    "DK14n",
    "DO4c20n",
    "EE16n",
    "EG25n",
    "ES20n",
    "FI14n",
    "FK2a12n",
    "FO14n",
    "FR10n11c2n",
    "GB4a14n",
    "GE2a16n",
    "GI4a15c",
    "GL14n",
    "GR7n16c",
    "GT4c20c",
    "HN4a20n",
    "HR17n",
    "HU24n",
    "IE4a14n",
    "IL19n",
    "IQ4a15n",
    "IS22n",
    "IT1a10n12c",
    "JO4a4n18c",
    "KW4a22c",
    "KZ3n13c",
    "LB4n20c",
    "LC4a24c",
    "LI5n12c",
    "LT16n",
    "LU3n13c",
    "LV4a13c",
    "LY21n",
    "MC10n11c2n",
    "MD2c18c",
    "ME18n",
    "MK3n10c2n",
    "MN16n",
    "MR23n",
    "MT4a5n18c",
    "MU4a19n3a",
    "NI4a20n",
    "NL4a10n",
    "NO11n",
    "OM3n16c",
    "PK4a16c",
    "PL24n",
    "PS4a21c",
    "PT21n",
    "QA4a21c",
    "RO4a16c",
    "RS18n",
    "RU14n15c",
    "SA2n18c",
    "SC4a20n3a",
    "SD14n",
    "SE20n",
    "SI15n",
    "SK20n",
    "SM1a10n12c",
    "SO19n",
    "ST21n",
    "SV4a20n",
    "TL19n",
    "TN20n",
    "TR5n1n16c",
    "UA6n19c",
    "VA18n",
    "VG4a16n",
    "XK16n",
    "YE4a4n18c"
  };

  /** Countries that use the form without having registered a structure. */
  private static final String UNREGISTERED =
      "AO BF BJ CF CG CI CM CV DZ GA GQ GW IR KM MA MG ML MZ NE SN TD TG ";

  private static final int LEAST_UNREGISTERED = 22;
  private static final int MOST_UNREGISTERED = 28;

  private final DataType type;
  private final Context label;

  private Iban(DataType type, Context label) {
    this.type = type;
    this.label = label;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "iban", DataClass.PAYMENT, Severity.HIGH, "IBAN", "International bank account number");
    Iban detector = new Iban(type, registry.context(GeneralWords.words("iban")));
    registry.literals(detector, "(?i)iban");
    for (int length = 15; length <= 33; length++) {
      StringBuilder whole = new StringBuilder("AA99");
      StringBuilder grouped = new StringBuilder("AA99");
      for (int i = 4; i < length; i++) {
        whole.append('X');
        grouped.append(i % 4 == 0 ? " X" : "X");
      }
      registry.shapes(detector, whole.toString(), grouped.toString());
    }
  }

  /** A number right behind its name: {@code IBANGB29…}. */
  @Override
  public void found(ScanText text, int start, int end) {
    int to = end;
    while (to - end <= LONGEST && Ascii.isAlnum(text.at(to))) {
      to++;
    }
    if (to - end < SHORTEST
        || to - end > LONGEST
        || !Ascii.isLetter(text.at(end + 1))
        || !Ascii.isDigit(text.at(end + 2))) {
      return;
    }
    int rest = 0;
    for (int i = 0; i < to - end; i++) {
      int b = text.at(end + (i + 4) % (to - end));
      int value = Ascii.isDigit(b) ? b - '0' : Ascii.lower(b) - 'a' + 10;
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    if (rest == 1) {
      text.report(type, end, to, Confidence.CERTAIN);
    }
  }

  @Override
  public void found(Shape shape) {
    int length = shape.length();
    if (!fits(shape, length)) {
      return;
    }
    if (Checksums.mod97(shape, 0, 4, Checksums.mod97(shape, 4, length, 0)) == 1) {
      shape.report(type, Confidence.CERTAIN);
    } else if (shape.text().isLabelled(label, shape.start(), shape.end())) {
      shape.report(type, Confidence.LABELLED);
    }
  }

  private static boolean fits(Shape shape, int length) {
    for (String country : COUNTRIES) {
      if (country.charAt(0) == shape.charAt(0) && country.charAt(1) == shape.charAt(1)) {
        return fits(shape, length, country);
      }
    }
    return length >= LEAST_UNREGISTERED && length <= MOST_UNREGISTERED && isUnregistered(shape);
  }

  private static boolean isUnregistered(Shape shape) {
    for (int i = 0; i < UNREGISTERED.length(); i += 3) {
      if (UNREGISTERED.charAt(i) == shape.charAt(0)
          && UNREGISTERED.charAt(i + 1) == shape.charAt(1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Shape shape, int length, String structure) {
    int at = 4;
    int count = 0;
    for (int i = 2; i < structure.length(); i++) {
      char c = structure.charAt(i);
      if (c <= '9') {
        count = count * 10 + c - '0';
        continue;
      }
      for (; count > 0; count--, at++) {
        if (at >= length || (c != 'c' && (shape.charAt(at) <= '9') != (c == 'n'))) {
          return false;
        }
      }
    }
    return at == length;
  }
}
