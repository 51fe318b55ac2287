package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Ascii;
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
import dev.cordon.engine.detect.general.NumberRow;
import dev.cordon.engine.detect.general.OtherThing;

/**
 * US social security numbers. There is no check digit; the areas 000, 666 and 900 to 999, the group
 * 00 and the serial 0000 are never issued.
 */
final class UsSsn implements ShapeDetector, LiteralDetector {
  /** A number that was never issued, where the text calls it one. */
  private static final int UNISSUED = 72;

  private final DataType type;
  private final Context context;
  private final OtherThing others;

  private UsSsn(DataType type, Context context, OtherThing others) {
    this.type = type;
    this.context = context;
    this.others = others;
  }

  /**
   * Registers the detector.
   *
   * @param others words of what else is numbered
   */
  static void register(Registry registry, OtherThing others) {
    DataType type =
        registry.type(
            "us.ssn", DataClass.GOVERNMENT_ID, Severity.HIGH, "SSN", "US social security number");
    Context context = registry.context(NationalWords.words("us_ssn"));
    UsSsn detector = new UsSsn(type, context, others);
    registry.shapes(detector, "999-99-9999", "999 99 9999", "999999999");
    registry.literals(detector, "(?i)ssn");
  }

  /** A number right behind its name: {@code ssn512-44-8731}. */
  @Override
  public void found(ScanText text, int start, int end) {
    int i = end;
    int digits = 0;
    while (i - end < 11 && (Ascii.isDigit(text.at(i)) || isDash(text, i, i - end))) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
      i++;
    }
    if (digits == 9 && (i - end == 9 || i - end == 11) && text.endsWord(i)) {
      text.report(type, end, i, Confidence.CHECKED);
    }
  }

  private static boolean isDash(ScanText text, int i, int place) {
    return text.at(i) == '-' && (place == 3 || place == 6);
  }

  @Override
  public void found(Shape shape) {
    int area = (int) shape.number(0, 3);
    if (area == 0
        || area == 666
        || area >= 900
        || shape.separator() == '/'
        || shape.number(3, 5) == 0
        || shape.number(5, 9) == 0
        || shape.isUniform()) {
      if (shape.text().isLabelled(context, shape.start(), shape.end())
          && !shape.isUniform()
          && !others.outranks(shape, context)) {
        shape.report(type, UNISSUED);
      }
      return;
    }
    if (shape.near(context) && !others.outranks(shape, context)) {
      shape.report(type, shape.isGrouped() ? Confidence.CERTAIN : Confidence.CHECKED);
    } else if (shape.isGrouped()
        && !others.labels(shape)
        && !NumberRow.isTail(shape)
        && !NumberRow.isHead(shape)) {
      shape.report(type, shape.separator() == '-' ? Confidence.SUPPORTED : Confidence.LIKELY);
    }
  }
}
