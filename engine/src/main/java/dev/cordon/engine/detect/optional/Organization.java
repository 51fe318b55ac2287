package dev.cordon.engine.detect.optional;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * Organisations, known by the legal form behind their name: {@code Blue Heron Ltd}. Thread-safe.
 */
final class Organization implements LiteralDetector {
  private static final String[] FORMS = {
    "Ltd",
    "Limited",
    "LLC",
    "LLP",
    "PLC",
    "plc",
    "Inc",
    "Incorporated",
    "Corp",
    "Corporation",
    "GmbH",
    "AG",
    "KG",
    "SE",
    "AS",
    "ASA",
    "AB",
    "Oy",
    "Oyj",
    "ApS",
    "A/S",
    "BV",
    "B.V.",
    "NV",
    "N.V.",
    "SA",
    "S.A.",
    "SAS",
    "SARL",
    "S.r.l.",
    "Srl",
    "SpA",
    "S.p.A.",
    "Ltda",
    "Pty",
    "Pte",
    "KK",
    "Sp. z o.o."
  };

  private static final int WORDS = 6;
  private static final int WORD = 32;

  private final DataType type;

  private Organization(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, DataType type) {
    registry.literals(new Organization(type), FORMS);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    boolean dotted = text.at(end) == '.' && text.at(end - 1) != '.';
    boolean joint = text.at(start - 1) == ' ';
    if (!joint || !(text.at(end - 1) == '.' || text.endsWord(end))) {
      return;
    }
    int name = start;
    int at = text.at(start - 2) == ',' ? start - 2 : start - 1;
    for (int words = 0; words < WORDS; words++) {
      int word = wordBefore(text, at);
      if (word < 0 || (words > 0 && isForm(text, word, at))) {
        break;
      }
      if (Ascii.isUpper(text.at(word)) || text.at(word) >= 0x80 || Ascii.isDigit(text.at(word))) {
        name = word;
      } else if (!isLink(text, word, at)) {
        break;
      }
      if (text.at(word - 1) != ' ') {
        break;
      }
      at = word - 1;
    }
    boolean abbreviated = dotted && !isSentence(text, end);
    if (name < start) {
      text.report(type, name, abbreviated ? end + 1 : end, OptionalPack.PLAUSIBLE);
    }
  }

  private static int wordBefore(ScanText text, int end) {
    int i = end;
    while (end - i < WORD && isName(text.at(i - 1))) {
      i--;
    }
    return i < end ? i : -1;
  }

  private static boolean isName(int b) {
    return Ascii.isAlnum(b) || b >= 0x80 || b == '&' || b == '-' || b == '\'' || b == '.';
  }

  /** Tells the end of another organisation's name. */
  private static boolean isForm(ScanText text, int start, int end) {
    for (String form : FORMS) {
      int i = 0;
      while (i < form.length() && text.at(start + i) == form.charAt(i)) {
        i++;
      }
      if (i == form.length() && end - start - i <= 1) {
        return true;
      }
    }
    return false;
  }

  /** Tells words that stand amid names: {@code of}, {@code and}, {@code &}. */
  private static boolean isLink(ScanText text, int start, int end) {
    int length = end - start;
    int b = text.at(start);
    return (length == 1 && b == '&')
        || (length == 2 && b == 'o' && text.at(start + 1) == 'f')
        || (length == 3 && b == 'a' && text.at(start + 1) == 'n' && text.at(start + 2) == 'd');
  }

  /** Tells the full stop of a sentence from that of {@code Inc.}. */
  private static boolean isSentence(ScanText text, int end) {
    boolean over = text.at(end + 1) < 0 || text.at(end + 1) == '\n';
    return over || (text.at(end + 1) == ' ' && Ascii.isUpper(text.at(end + 2)));
  }
}
