package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * Hardware addresses: EUI-48 in the forms {@code 00-1A-…} and {@code 001a.2b3c.4d5e}; see {@link
 * Ipv6}.
 */
final class MacAddress implements ShapeDetector {
  private final DataType type;

  private final Context context;

  private MacAddress(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  /** Registers the forms with hyphens and dots, and returns the type for the form with colons. */
  static DataType register(Registry registry) {
    DataType type =
        registry.type("mac_address", DataClass.NETWORK, Severity.LOW, "MAC", "Hardware address");
    Context context = registry.context("mac", "mac addr", "mac address", "hwaddr", "bssid");
    registry.shapes(
        new MacAddress(type, context), "XX-XX-XX-XX-XX-XX", "XXXX.XXXX.XXXX", "XXXXXXXXXXXX");
    return type;
  }

  @Override
  public void found(Shape shape) {
    boolean letters = false;
    for (int i = 0; i < shape.length(); i++) {
      if (!Ascii.isHex(shape.charAt(i))) {
        return;
      }
      letters |= shape.digit(i) > 9;
    }
    if (!shape.isGrouped()) {
      if (!shape.isUniform() && shape.text().near(context, shape.start(), shape.end(), 16, 0)) {
        shape.report(type, 85);
      }
      return;
    }
    if (!isSpaced(shape) && !shape.isUniform() && (letters || shape.separator() == '-')) {
      shape.report(type, letters ? 90 : 60);
    }
  }

  private static boolean isSpaced(Shape shape) {
    ScanText text = shape.text();
    for (int i = shape.start(); i < shape.end(); i++) {
      if (text.at(i) == ' ') {
        return true;
      }
    }
    return false;
  }
}
