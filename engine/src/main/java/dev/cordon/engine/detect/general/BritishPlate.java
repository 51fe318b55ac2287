package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * British plates since September 2001: two letters, the half-year (02 to 30, 51 to 80), three
 * letters without I and Q. So sure a form that a word for a vehicle near is enough.
 */
final class BritishPlate implements ShapeDetector {
  /** A word for a vehicle stands near, none for its plate. */
  private static final int VEHICLE_NEAR = 72;

  private final DataType type;
  private final Context context;
  private final Context vehicles;

  BritishPlate(DataType type, Context context, Context vehicles) {
    this.type = type;
    this.context = context;
    this.vehicles = vehicles;
  }

  @Override
  public void found(Shape shape) {
    int age = (int) shape.number(2, 4) % 50;
    boolean letters =
        "IQZ".indexOf(shape.charAt(0)) < 0
            && "IQZ".indexOf(shape.charAt(1)) < 0
            && "IQ".indexOf(shape.charAt(4)) < 0
            && "IQ".indexOf(shape.charAt(5)) < 0
            && "IQ".indexOf(shape.charAt(6)) < 0;
    if (age < 1 || age > 30 || !letters || Ascii.isLower(shape.text().at(shape.start()))) {
      return;
    }
    if (shape.text().near(context, shape.start(), shape.end(), 40, 16)) {
      shape.report(type, Confidence.STRONG);
    } else if (shape.text().near(vehicles, shape.start(), shape.end(), 40, 24)) {
      shape.report(type, VEHICLE_NEAR);
    }
  }
}
