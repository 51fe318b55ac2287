package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * Plates that begin with two digits and letters: of Turkey, with the province (01 to 81), and of
 * Ireland before 2013, with the year and the county.
 */
final class TurkishPlate implements ShapeDetector {
  private static final int PROVINCES = 81;
  private static final String COUNTIES =
      " C CE CN CW D DL G KE KK KY L LD LH LK LM LS MH MN MO OY RN SO TN TS W WD WH WX WW ";

  private final DataType type;
  private final Context context;

  TurkishPlate(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  @Override
  public void found(Shape shape) {
    int number = (int) shape.number(0, 2);
    boolean known = (number >= 1 && number <= PROVINCES) || isCounty(shape);
    boolean lower = Ascii.isLower(shape.text().at(shape.start() + (shape.isGrouped() ? 3 : 2)));
    if (known && !lower) {
      int confidence = LicensePlate.confidence(shape.text(), context, shape.start(), shape.end());
      shape.report(type, confidence);
    }
  }

  private static boolean isCounty(Shape shape) {
    char second = shape.charAt(3);
    boolean one = second <= '9';
    for (int i = 1; i < COUNTIES.length(); i++) {
      if (COUNTIES.charAt(i - 1) == ' '
          && COUNTIES.charAt(i) == shape.charAt(2)
          && COUNTIES.charAt(i + 1) == (one ? ' ' : second)) {
        return one || shape.charAt(4) <= '9';
      }
    }
    return false;
  }
}
