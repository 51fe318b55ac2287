package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordSet;

/** Dates of birth: a date in digits or with a month's name, under a word such as {@code born}. */
final class BirthDate implements ShapeDetector, RunDetector, LiteralDetector {
  private static final int ISO_DATE = 10;

  /** Stand between a comparison's sign and its date in SQL. */
  private static final WordSet COMPARED = new WordSet("date ", "timestamp ");

  private final DataType type;
  private final Context context;

  private BirthDate(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "date_of_birth", DataClass.PERSONAL, Severity.MEDIUM, "BIRTHDATE", "Date of birth");
    Context context = registry.context(GeneralWords.words("birth_date"));
    BirthDate detector = new BirthDate(type, context);
    MonthAndDay.register(registry, detector);
    registry.shapes(
        detector,
        "9999-9-9",
        "9999-9-99",
        "9999-99-9",
        "9999/9/9",
        "9999/9/99",
        "9999/99/9",
        "9999 99 99",
        "99 99 9999",
        "99.99.99",
        "99-99-99",
        "99999999");
    registry.runs(detector);
    registry.literals(detector, "*T00:00");
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    boolean born = isBorn(text, shape.start());
    if ((born || text.has(context))
        && MonthAndDay.isDate(shape)
        && (born || stands(text, shape.start(), shape.end()))) {
      shape.report(type, Confidence.STRONG);
    }
  }

  /** Tells the Scandinavian {@code f.} that stands right before: {@code (f. 12.03.1967)}. */
  private static boolean isBorn(ScanText text, int start) {
    int before = text.at(start - 4);
    return text.at(start - 1) == ' '
        && text.at(start - 2) == '.'
        && text.at(start - 3) == 'f'
        && (before == ' ' || before == '(');
  }

  /** A date that a program wrote with the beginning of its day: {@code 1987-04-12T00:00:00Z}. */
  @Override
  public void found(ScanText text, int time, int behind) {
    int start = time - ISO_DATE;
    for (int i = start; i < time; i++) {
      boolean dash = i == start + 4 || i == start + 7;
      if (dash ? text.at(i) != '-' : !Ascii.isDigit(text.at(i))) {
        return;
      }
    }
    int end = behind;
    while (end - behind < 16 && (Ascii.isDigit(text.at(end)) || isTime(text.at(end)))) {
      end++;
    }
    if (!Ascii.isWord(text.at(start - 1)) && stands(text, start, end)) {
      text.report(type, start, end, Confidence.STRONG);
    }
  }

  private static boolean isTime(int b) {
    return b == ':' || b == '.' || b == 'Z' || b == '+';
  }

  private boolean stands(ScanText text, int start, int end) {
    return text.near(context, start, end, 40, 24) && !isCompared(text, start);
  }

  /** Tells the bound of a comparison, {@code birth_date > DATE '1900-01-01'}: nobody's date. */
  private static boolean isCompared(ScanText text, int start) {
    int i = start - 1;
    int word = COMPARED.start(text, i);
    i = word > 0 ? word : i;
    i -= text.at(i - 1) == ' ' ? 1 : 0;
    i -= text.at(i - 1) == '=' ? 1 : 0;
    boolean sign = text.at(i - 1) == '<' || text.at(i - 1) == '>';
    return sign
        && text.at(start - 1) == '\''
        && text.at(i - 2) == ' '
        && Ascii.isWord(text.at(i - 3));
  }

  /** Dates with a month's name are read backwards from the year. */
  @Override
  public void found(DigitRun run, int chunk) {
    if (!run.text().has(context) || !run.isNumber(chunk)) {
      return;
    }
    if (run.length(chunk) == 4 || (run.length(chunk) == 2 && run.gap(chunk) != ' ')) {
      int first = MonthAndDay.dateBefore(run.text(), run.start(chunk));
      if (first >= 0 && stands(run.text(), first, run.end(chunk))) {
        run.text().report(type, first, run.end(chunk), Confidence.STRONG);
      }
    }
    int year = run.start(chunk);
    int start = run.length(chunk) == 4 ? year : MonthAndDay.eraBefore(run.text(), year);
    if (start >= 0) {
      int end = MonthAndDay.signedEnd(run.text(), run.end(chunk));
      if (end >= 0 && stands(run.text(), start, end)) {
        run.text().report(type, start, end, Confidence.STRONG);
      }
    }
  }
}
