package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.corporate.NumberText;

/**
 * Identifiers of a state that their label names, whatever their form: mistyped ones, samples, and
 * those of countries whose forms aren't known.
 */
final class LabelledIdentifier implements LiteralDetector, EndDetector {
  private static final int LONGEST_KEYED = 40;
  private static final int LONGEST_WORD = 12;

  private final DataType type;
  private final Context keys;
  private final int leastDigits;

  private LabelledIdentifier(DataType type, Context keys, int leastDigits) {
    this.type = type;
    this.keys = keys;
    this.leastDigits = leastDigits;
  }

  static void register(Registry registry) {
    register(
        registry,
        registry.type(
            "national_id",
            DataClass.GOVERNMENT_ID,
            Severity.HIGH,
            "IDNUMBER",
            "Identity number of a person, of any country"),
        "identity");
    register(
        registry,
        registry.type(
            "company_id",
            DataClass.GOVERNMENT_ID,
            Severity.LOW,
            "COMPANYID",
            "Tax or register number of a company, of any country"),
        "company");
  }

  private static void register(Registry registry, DataType type, String list) {
    Context keys = registry.context(NationalWords.words(list + ".keys"));
    LabelledIdentifier words = new LabelledIdentifier(type, keys, 5);
    registry.literals(words, NationalWords.words(list + ".labels", "(?i)"));
    registry.ends(words, LONGEST_KEYED, keys);
    registry.literals(
        new LabelledIdentifier(type, keys, 7), NationalWords.words(list + ".acronyms"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (!text.beginsWord(start) || Ascii.isLetter(text.at(end))) {
      return;
    }
    int at = end;
    if (Ascii.isDigit(text.at(end))) { // SSN219-09-9999
      int stop = NumberText.end(text, end);
      if (isIdentifier(text, end, stop)) {
        text.report(type, end, stop, Confidence.HINTED);
      }
      return;
    }
    for (int words = 0; words < 2; words++) {
      int value = NumberText.afterLabel(text, at);
      if (value < 0) {
        return;
      }
      int stop = NumberText.end(text, value);
      if (isIdentifier(text, value, stop)) {
        text.report(type, value, stop, Confidence.HINTED);
        return;
      }
      at = wordEnd(text, value);
      if (at == value) {
        return;
      }
    }
  }

  /** Passes {@code nr}, {@code (Tanzania)} or another word between a label and its number. */
  private static int wordEnd(ScanText text, int from) {
    int i = from;
    while (i - from < LONGEST_WORD && (Ascii.isLetter(text.at(i)) || text.at(i) >= 0x80)) {
      i++;
    }
    boolean mark = i > from && i - from < LONGEST_WORD && (text.at(i) == ')' || text.at(i) == '.');
    return mark ? i + 1 : i - from < LONGEST_WORD ? i : from;
  }

  private boolean isIdentifier(ScanText text, int start, int end) {
    int digits = 0;
    boolean lower = false;
    for (int i = start; i < end; i++) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
      lower |= Ascii.isLower(text.at(i));
    }
    return digits >= leastDigits && !lower && NumberText.isNumber(text, start, end);
  }

  /** What stands alone under a key that names it. */
  @Override
  public void end(ScanText text) {
    if (text.to() - text.from() > LONGEST_KEYED || !text.keyHas(keys)) {
      return;
    }
    int end = NumberText.end(text, text.from());
    if (end == text.to() && isIdentifier(text, text.from(), end)) {
      text.report(type, text.from(), end, Confidence.HINTED);
    }
  }
}
