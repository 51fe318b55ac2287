package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.general.OtherThing;

/**
 * Diagnoses in the form of ICD-10 under a word that says so ({@code A10} alone may be anything),
 * and the numbers that the US Drug Enforcement Administration gives to prescribers, which have a
 * check digit.
 */
final class HealthCode implements ShapeDetector {
  /** A check digit, and the word for the number. */
  private static final int CONTEXT_AND_CHECK = 96;

  private static final int NEAR = 60;

  private final DataType type;
  private final Context context;
  private final boolean dea;
  private final OtherThing others;

  private HealthCode(DataType type, Context context, boolean dea, OtherThing others) {
    this.type = type;
    this.context = context;
    this.dea = dea;
    this.others = others;
  }

  static void register(Registry registry, WordLists cues) {
    DataType number =
        registry.type(
            "medical.dea_number", DataClass.HEALTH, Severity.HIGH, "DEA", "US DEA number");
    OtherThing others = OtherThing.register(registry);
    registry.shapes(
        new HealthCode(number, registry.context(cues.words("dea")), true, others),
        "AA9999999",
        "A99999999");
    DataType diagnosis =
        registry.type(
            "medical.diagnosis_code", DataClass.HEALTH, Severity.HIGH, "ICD", "Diagnosis (ICD-10)");
    registry.shapes(
        new HealthCode(diagnosis, registry.context(cues.words("diagnosis")), false, others),
        "A99",
        "A9X.X",
        "A9X.XX",
        "A9X.XXX",
        "A9X.XXXX");
  }

  @Override
  public void found(Shape shape) {
    if (dea) {
      dea(shape);
    } else {
      diagnosis(shape);
    }
  }

  private void dea(Shape shape) {
    int odd = shape.digit(2) + shape.digit(4) + shape.digit(6);
    int even = shape.digit(3) + shape.digit(5) + shape.digit(7);
    if (shape.length() != 9
        || shape.isGrouped()
        || "ABCDEFGHJKLMPRSTUX".indexOf(shape.charAt(0)) < 0
        || (odd + 2 * even) % 10 != shape.digit(8)) {
      return;
    }
    shape.report(
        type,
        shape.near(context) && !others.outranks(shape, context)
            ? CONTEXT_AND_CHECK
            : Confidence.DOUBTFUL);
  }

  private void diagnosis(Shape shape) {
    ScanText text = shape.text();
    int start = shape.start();
    if (!Ascii.isUpper(text.at(start)) || shape.isUniform()) {
      return;
    }
    int reach = shape.length() == 3 ? NEAR / 2 : NEAR;
    if (text.near(context, start, shape.end(), reach, NEAR / 2)) {
      shape.report(type, shape.length() == 3 ? Confidence.PROBABLE : Confidence.STRONG);
    }
  }
}
