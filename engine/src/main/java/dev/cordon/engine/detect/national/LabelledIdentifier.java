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
import dev.cordon.engine.detect.ValueRow;
import dev.cordon.engine.detect.corporate.NumberText;

/**
 * Identifiers of a state that their label names, whatever their form: mistyped ones, samples, and
 * those of countries whose forms aren't known.
 */
final class LabelledIdentifier implements LiteralDetector, EndDetector {
  private static final int LONGEST_KEYED = 40;
  private static final int LONGEST_WORD = 12;

  /** So many words and parts of a number are read behind a label. */
  private static final int WORDS = 4;

  /** No series of a document has more bytes. */
  private static final int SERIES = 6;

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
  public void found(ScanText text, int start, int stop) {
    int end = NumberText.plural(text, stop);
    if (!text.beginsWord(start) || Ascii.isLetter(text.at(end))) {
      return;
    }
    if (Ascii.isDigit(text.at(end))) { // SSN219-09-9999
      identifier(text, end, end);
      return;
    }
    int at = end;
    int series = -1;
    for (int words = 0; words < WORDS; words++) {
      int value = NumberText.afterLabel(text, at);
      if (value < 0) {
        return;
      }
      if (identifier(text, value, series < 0 ? value : series)) {
        return;
      }
      int part = seriesEnd(text, value);
      if (part > value) {
        series = value;
        at = part;
        continue;
      }
      at = wordEnd(text, value);
      if (at == value || (words > 0 && series < 0)) {
        break;
      }
    }
    int value = NumberText.afterColon(text, end);
    if (value > 0) {
      identifier(text, value, value);
    }
  }

  /** Reports the identifier at a place and those of its form that follow. */
  private boolean identifier(ScanText text, int value, int from) {
    int end = NumberText.end(text, value);
    if (!isIdentifier(text, value, end)) {
      return false;
    }
    int length = end - from;
    for (int i = from; i >= 0; i = ValueRow.next(text, i, i + length)) {
      text.report(type, i, i + length, Confidence.HINTED);
    }
    return true;
  }

  /**
   * Returns the end of a document's series in Cyrillic or Greek capitals, or in digits before the
   * Russian word for its number: {@code СН 448219}, {@code 45 08 номер 448219}; or the place.
   */
  private static int seriesEnd(ScanText text, int from) {
    int end = NumberText.end(text, from);
    if (end > from) {
      boolean digits = Ascii.isDigit(text.at(from)) && text.at(end) == ' ';
      return digits && text.at(end + 1) >= 0xd0 && end - from <= SERIES ? end : from;
    }
    while (end - from < SERIES && isCapital(text.at(end), text.at(end + 1))) {
      end += 2;
    }
    return text.at(end) == ' ' && Ascii.isDigit(text.at(end + 1)) ? end : from;
  }

  private static boolean isCapital(int lead, int next) {
    return (lead == 0xd0 && next < 0xb0) || (lead == 0xce && next >= 0x91 && next < 0xaa);
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
    boolean other = false;
    for (int i = start; i < end; i++) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
      other |= Ascii.isLower(text.at(i)) || text.at(i) == '_';
    }
    return digits >= leastDigits && !other && NumberText.isNumber(text, start, end);
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
