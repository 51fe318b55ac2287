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

/** Positions on earth in decimal degrees: a pair, or a number under its label. */
final class Coordinates implements ShapeDetector {
  private final DataType type;
  private final Context context;
  private final Context labels;

  private Coordinates(DataType type, Context context, Context labels) {
    this.type = type;
    this.context = context;
    this.labels = labels;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "coordinates",
            DataClass.PERSONAL,
            Severity.MEDIUM,
            "COORDINATES",
            "Geographic coordinates");
    Context context =
        registry.context(
            "gps",
            "coordinate",
            "coordinates",
            "location",
            "lat",
            "latitude",
            "lng",
            "lon",
            "long",
            "longitude",
            "geo",
            "geolocation",
            "position",
            "located",
            "koordinat*",
            "latlng",
            "lat lng",
            "lat lon",
            "coords",
            "coordonnées");
    Context labels = registry.context("latitude", "longitude", "lat", "lng", "lon");
    Coordinates detector = new Coordinates(type, context, labels);
    for (int decimals = 3; decimals <= 15; decimals++) {
      StringBuilder fraction = new StringBuilder(".");
      for (int i = 0; i < decimals; i++) {
        fraction.append('9');
      }
      registry.shapes(detector, "9" + fraction, "99" + fraction, "999" + fraction);
    }
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    if (!isDegrees(text, shape.start(), shape.end(), 180)) {
      return;
    }
    int start = signed(text, shape.start());
    int end = hemisphere(text, shape.end());
    int second = secondEnd(text, end);
    boolean marked = end > shape.end() && second > 0 && Ascii.isLetter(text.at(second - 1));
    if (second > 0 && isDegrees(text, shape.start(), shape.end(), 90)) {
      boolean near = text.near(context, start, second, 50, 30);
      if (near || marked) {
        text.report(type, start, second, near ? 90 : 80);
      }
    } else if (text.near(labels, start, shape.end(), 16, 0)) {
      text.report(type, start, end, 75);
    }
  }

  private static int signed(ScanText text, int start) {
    int sign = text.at(start - 1);
    return (sign == '-' || sign == '+') && !Ascii.isAlnum(text.at(start - 2)) ? start - 1 : start;
  }

  private static boolean isDegrees(ScanText text, int start, int end, int most) {
    int whole = 0;
    int i = start;
    while (i < end && text.at(i) != '.') {
      whole = whole * 10 + text.at(i++) - '0';
    }
    return whole <= most && (i - start == 1 || text.at(start) != '0');
  }

  /** Returns the end with a degree sign and a letter such as {@code N} taken along. */
  private static int hemisphere(ScanText text, int end) {
    int i = end;
    if (text.at(i) == 0xc2 && text.at(i + 1) == 0xb0) {
      i += 2;
    }
    int letter = text.at(i) == ' ' ? i + 1 : i;
    int b = text.at(letter);
    boolean side = b == 'N' || b == 'S' || b == 'E' || b == 'W';
    return side && text.endsWord(letter + 1) ? letter + 1 : i;
  }

  /** Returns the end of the second number of a pair, or -1. */
  private static int secondEnd(ScanText text, int first) {
    int i = first;
    while (i - first < 3
        && (text.at(i) == ' ' || text.at(i) == ',' || text.at(i) == ';' || text.at(i) == '/')) {
      i++;
    }
    if (i == first) {
      return -1;
    }
    i += text.at(i) == '-' || text.at(i) == '+' ? 1 : 0;
    int start = i;
    int decimals = -1;
    while (i - start < 20 && (Ascii.isDigit(text.at(i)) || (text.at(i) == '.' && decimals < 0))) {
      decimals = decimals >= 0 || text.at(i) == '.' ? decimals + 1 : decimals;
      i++;
    }
    if (decimals < 3 || !isDegrees(text, start, i, 180)) {
      return -1;
    }
    return text.endsWord(i) ? hemisphere(text, i) : -1;
  }
}
