package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * One row of {@code identifiers.txt}: a form, a checksum, context words and what they are worth.
 */
final class NationalNumber implements ShapeDetector {
  private final DataType type;
  private final Context context;
  private final String check;
  private final int nearContext;
  private final int groupedAlone;
  private final int plainAlone;

  NationalNumber(
      DataType type,
      Context context,
      String check,
      int nearContext,
      int groupedAlone,
      int plainAlone) {
    this.type = type;
    this.context = context;
    this.check = check;
    this.nearContext = nearContext;
    this.groupedAlone = groupedAlone;
    this.plainAlone = plainAlone;
  }

  @Override
  public void found(Shape shape) {
    int alone = shape.isGrouped() ? groupedAlone : plainAlone;
    if (alone == 0 && !shape.near(context)) {
      return;
    }
    if (NationalChecks.passes(check, shape)) {
      shape.report(type, alone == 0 || shape.near(context) ? nearContext : alone);
    }
  }
}
