package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * Vehicle identification numbers (ISO 3779): 17 characters without I, O and Q, with a check digit
 * in North America.
 */
final class VehicleNumber implements ShapeDetector {
  private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  private static final String VALUES = "12345678.12345.7.923456789";

  private final DataType type;
  private final Context context;

  private VehicleNumber(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "vin", DataClass.PERSONAL, Severity.MEDIUM, "VIN", "Vehicle identification number");
    Context context = registry.context(GeneralWords.words("vehicle_number"));
    registry.shapes(new VehicleNumber(type, context), "XXXXXXXXXXXXXXXXX");
  }

  @Override
  public void found(Shape shape) {
    int sum = 0;
    int letters = 0;
    for (int i = 0; i < 17; i++) {
      int c = shape.charAt(i);
      if (c == 'I' || c == 'O' || c == 'Q') {
        return;
      }
      letters += c >= 'A' ? 1 : 0;
      sum += WEIGHTS[i] * (c >= 'A' ? VALUES.charAt(c - 'A') - '0' : c - '0');
    }
    int serial = 0;
    for (int i = 13; i < 17; i++) {
      serial += shape.charAt(i) <= '9' ? 1 : 0;
    }
    if (letters == 0 || letters > 14 || serial < 3) {
      return;
    }
    int check = sum % 11;
    boolean valid = shape.charAt(8) == (check == 10 ? 'X' : '0' + check);
    boolean upper = isUpper(shape);
    if (shape.near(context)) {
      shape.report(type, valid ? Confidence.CERTAIN : Confidence.POSSIBLE);
    } else if (valid && upper && letters > 2) {
      shape.report(type, Confidence.PROBABLE);
    }
  }

  private static boolean isUpper(Shape shape) {
    for (int i = shape.start(); i < shape.end(); i++) {
      if (Ascii.isLower(shape.text().at(i))) {
        return false;
      }
    }
    return true;
  }
}
