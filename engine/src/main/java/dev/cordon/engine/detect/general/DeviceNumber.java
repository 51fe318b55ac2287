package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/** Mobile equipment identities (3GPP TS 23.003): 15 digits, Luhn; the word must stand near. */
final class DeviceNumber implements ShapeDetector {
  private final DataType type;
  private final Context context;
  private final Context label;

  private DeviceNumber(DataType type, Context context, Context label) {
    this.label = label;
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "imei", DataClass.PERSONAL, Severity.MEDIUM, "IMEI", "Mobile equipment identity");
    Context context = registry.context(GeneralWords.words("device_number"));
    registry.shapes(
        new DeviceNumber(type, context, registry.context("imei", "imeisv", "*#06#")),
        "999999999999999",
        "99 999999 999999 9",
        "99999999 999999 9",
        "999999 99 999999 9",
        "999999 999999 999");
  }

  @Override
  public void found(Shape shape) {
    if (shape.isUniform()) {
      return;
    }
    if (Checksums.luhn(shape, 0, 15)) {
      if (shape.near(context)) {
        shape.report(type, Confidence.CERTAIN);
      }
    } else if (shape.text().isLabelled(label, shape.start(), shape.end())) {
      shape.report(type, Confidence.LABELLED);
    }
  }
}
