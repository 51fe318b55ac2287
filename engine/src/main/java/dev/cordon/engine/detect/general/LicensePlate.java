package dev.cordon.engine.detect.general;

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

/** Licence plates of vehicles: forms of many countries; the word must stand near. */
final class LicensePlate implements ShapeDetector {
  /** The word for a plate stands right before. */
  private static final int LABELLED_PLATE = 92;

  /** How far before a plate {@code registration:} begins that is its label, bytes. */
  private static final int LABEL = 15;

  private final DataType type;
  private final Context context;
  private final Context labels;

  private LicensePlate(DataType type, Context context, Context labels) {
    this.type = type;
    this.context = context;
    this.labels = labels;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "license_plate", DataClass.PERSONAL, Severity.MEDIUM, "PLATE", "Vehicle licence plate");
    Context context = registry.context(GeneralWords.words("license_plate"));
    Context vehicles = registry.context(GeneralWords.words("license_plate.vehicles"));
    registry.shapes(new BritishPlate(type, context, vehicles), "AA99 AAA", "AA99AAA");
    registry.shapes(
        new TurkishPlate(type, context),
        "99 AAA 999",
        "99 AA 999",
        "99 AA 9999",
        "99 A 9999",
        "99 A 99999",
        "99 AAA 99",
        "99AAA999",
        "99AAA99",
        "99AA999",
        "99AA9999",
        "99A9999");
    GermanPlate.register(registry, type, context);
    registry.shapes(
        new LicensePlate(type, context, registry.context("registration", "reg", "vehicle reg")),
        "A-AA9999",
        "A-AA999",
        "A-A9999",
        "A-A999",
        "AA-A999",
        "AA-A9999",
        "AA-AA999",
        "AA-AA9999",
        "AAA-A999",
        "AAA-AA999",
        "AAA-AA99",
        "AAA-AA 9999",
        "AAA-AA9999",
        "AA AA 9999",
        "AAA AA 999",
        "AAAA9999",
        "AAAA999",
        "AA 99 AA AA",
        "AA99AAAA",
        "AA 999 999",
        "AA 999-999",
        "999 AAA AA",
        "AAA 999AA",
        "AAA 999 AA",
        "AAA999AA",
        "A-AA 9999",
        "A-AA 999",
        "A-A 9999",
        "A-A 999",
        "AA-A 999",
        "AA-A 9999",
        "AA-AA 999",
        "AA-AA 9999",
        "AAA-A 999",
        "AAA-AA 999",
        "AAA 999",
        "AAA 9999",
        "AAA9999",
        "AAA999",
        "AA 99999",
        "AA99999",
        "AA 99 999",
        "AA99 AAA",
        "AA99AAA",
        "AA 999 AA",
        "AA999AA",
        "A AA 9999",
        "A AA 999",
        "AA AA 999",
        "AA A 9999",
        "AA A 999",
        "AA AA 99",
        "A A 9999",
        "9AAA999",
        "999 AAA",
        "999AAA",
        "9999 AAA",
        "9999AAA",
        "AAA 99A",
        "AAA99A",
        "AA 99 AA",
        "AA99AA",
        "99 AA 99",
        "AA 99 99",
        "AA 99 AA 9999",
        "AA99AA9999",
        "AAA 99 99",
        "AAA 9A9",
        "A999 AAA",
        "A 999 AA",
        "99 AAA 9",
        "AAA 9999A",
        "A 999 AAA",
        "A 9999 AAA",
        "AAA-999-A",
        "AA-999-A",
        "A-999-AA",
        "9-AAA-999",
        "9A9 9999",
        "9AA 9999",
        "AA 999AA",
        "AA 9999A",
        "AAA 99AA",
        "AAA9A99",
        "AA 99 AAA");
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    if (Ascii.isLower(text.at(shape.start()))) {
      return;
    }
    int confidence = confidence(text, context, shape.start(), shape.end());
    if (confidence > 0) {
      shape.report(type, confidence);
    } else if (text.near(labels, shape.start(), shape.end(), LABEL, 0)) {
      shape.report(type, Confidence.POSSIBLE);
    }
  }

  /** Returns what a plate's form is worth by how near its word stands; 0 without one. */
  static int confidence(ScanText text, Context context, int start, int end) {
    if (!text.near(context, start, end, 48, 32)) {
      return 0;
    }
    return text.near(context, start, end, 24, 0) ? LABELLED_PLATE : Confidence.LABELLED;
  }
}
