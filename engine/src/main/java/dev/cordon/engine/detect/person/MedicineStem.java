package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** Medicines that no list knows, by how their names end and the dose behind them. */
final class MedicineStem {
  private static final int SHORTEST = 7;

  private static final String[] STEMS = {
    "pril",
    "olol",
    "statin",
    "mab",
    "sartan",
    "prazole",
    "cillin",
    "mycin",
    "azepam",
    "tinib",
    "oxetine",
    "gliptin",
    "glutide",
    "dipine",
    "azole",
    "cycline",
    "floxacin",
    "vir",
    "caine",
    "statina",
    "statine",
    "prazol",
    "prazolo",
    "cilina",
    "cillina",
    "cilline",
    "micina",
    "mycine",
    "oxetin",
    "oxetina",
    "dipin",
    "dipino",
    "dipina",
    "gliptina",
    "floxacino",
    "floxacina",
  };

  private MedicineStem() {}

  /**
   * Returns where the medicine before a dose begins, such as {@code zofenopril} in {@code
   * zofenopril 30 mg}, or -1.
   *
   * @param unit where the dose's unit begins
   */
  static int beforeDose(ScanText text, int unit) {
    if (Ascii.lower(text.at(unit)) != 'm' || Ascii.lower(text.at(unit + 2)) > 'g') {
      return -1;
    }
    int end = end(text, unit);
    int start = end;
    while (end - start < 24 && Ascii.isLetter(text.at(start - 1))) {
      start--;
    }
    return end - start >= SHORTEST && end < unit && hasStem(text, end) ? start : -1;
  }

  /** Returns the end of the word before a dose. */
  static int end(ScanText text, int unit) {
    int i = unit;
    while (unit - i < 12 && !Ascii.isLetter(text.at(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean hasStem(ScanText text, int end) {
    for (String stem : STEMS) {
      int k = 0;
      while (k < stem.length() && Ascii.lower(text.at(end - stem.length() + k)) == stem.charAt(k)) {
        k++;
      }
      if (k == stem.length()) {
        return true;
      }
    }
    return false;
  }
}
