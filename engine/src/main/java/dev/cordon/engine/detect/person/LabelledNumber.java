package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.general.OtherThing;

/**
 * Numbers of usual forms whose word stands near, behind them too or in a line before: members of
 * American insurers, and telematics ids (gematik), whose first part tells the kind of holder.
 */
final class LabelledNumber implements ShapeDetector {
  private static final int BEFORE = 60;
  private static final int AFTER = 30;

  /** How many digits the last part of a telematics id has, mostly. */
  private static final String LONGEST = "99999999999999999";

  private final DataType type;
  private final Context context;
  private final OtherThing others;

  LabelledNumber(DataType type, Context context, OtherThing others) {
    this.type = type;
    this.context = context;
    this.others = others;
  }

  static String[] members() {
    return new String[] {
      "A99999999",
      "A999999999",
      "AA9999999",
      "AA99999999",
      "AA999999999",
      "AAA9999999",
      "AAA99999999",
      "AAA999999999",
      "A-99999999",
      "A-999999999",
      "AA-99999999",
      "AAA-99999999",
      "AAA-999999999"
    };
  }

  static void telematics(Registry registry, LabelledNumber detector) {
    for (int digits = 7; digits <= LONGEST.length(); digits++) {
      String last = LONGEST.substring(0, digits);
      registry.shapes(detector, "9-" + last, "99-" + last, "9-9-" + last);
    }
  }

  @Override
  public void found(Shape shape) {
    if (shape.text().near(context, shape.start(), shape.end(), BEFORE, AFTER)
        && !Ascii.isLower(shape.text().at(shape.start()))
        && !others.labels(shape)) {
      shape.report(type, Confidence.SUPPORTED);
    }
  }
}
