package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * Positions on earth: a pair in decimal degrees, a number under its label, or degrees, minutes and
 * seconds with their signs.
 */
final class Coordinates implements ShapeDetector, RunDetector {
  /** Degrees, minutes and seconds, twice. */
  private static final int SEXAGESIMAL = 88;

  private final DataType type;
  private final Context context;
  private final Context latitude;
  private final Context longitude;

  private Coordinates(DataType type, Context context, Context latitude, Context longitude) {
    this.type = type;
    this.context = context;
    this.latitude = latitude;
    this.longitude = longitude;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "coordinates",
            DataClass.PERSONAL,
            Severity.MEDIUM,
            "COORDINATES",
            "Geographic coordinates");
    Context context = registry.context(GeneralWords.words("coordinates"));
    Context latitude = registry.context("latitude", "lat");
    Context longitude = registry.context(GeneralWords.words("coordinates.longitude"));
    Coordinates detector = new Coordinates(type, context, latitude, longitude);
    registry.runs(detector);
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
        text.report(type, start, second, near ? Confidence.STRONG : Confidence.SUPPORTED);
      }
    } else if (text.near(longitude, start, shape.end(), 16, 0)
        || (text.near(latitude, start, shape.end(), 16, 0)
            && isDegrees(text, shape.start(), shape.end(), 90))) {
      text.report(type, start, end, Confidence.LABELLED);
    }
  }

  /** Degrees with their sign: {@code 51°30'26"N 0°7'39"W}. */
  @Override
  public void found(DigitRun run, int chunk) {
    ScanText text = run.text();
    int start = run.start(chunk);
    if (text.at(run.end(chunk)) != 0xc2 || run.length(chunk) > 3 || !text.beginsWord(start)) {
      return;
    }
    int first = sexagesimal(text, start);
    int second = first;
    while (first > 0 && second - first < 3 && (text.at(second) == ' ' || text.at(second) == ',')) {
      second++;
    }
    int end = first < 0 ? -1 : sexagesimal(text, second);
    if (end > 0) {
      text.report(type, start, end, SEXAGESIMAL);
    }
  }

  /** Returns the end of degrees, minutes, perhaps seconds, and the side, or -1. */
  private static int sexagesimal(ScanText text, int start) {
    int i = digits(text, start);
    if (i == start || text.at(i) != 0xc2 || text.at(i + 1) != 0xb0) {
      return -1;
    }
    i += text.at(i + 2) == ' ' ? 3 : 2;
    for (int part = 0; part < 2; part++) {
      int end = digits(text, i);
      if (end > i) {
        while (text.at(end) == '\'' || text.at(end) == '"' || text.at(end) == '\\') {
          end++;
        }
        i = text.at(end) == 0xe2 ? end + 3 : end; // the prime
        i += text.at(i) == ' ' ? 1 : 0;
      }
    }
    int side = text.at(i);
    boolean known = side == 'N' || side == 'S' || side == 'E' || side == 'W' || side == 'O';
    return known && text.endsWord(i + 1) ? i + 1 : -1;
  }

  /** Returns the end of digits, with decimals, that begin at a place. */
  private static int digits(ScanText text, int start) {
    int i = start;
    while (i - start < 9 && (Ascii.isDigit(text.at(i)) || (i > start && text.at(i) == '.'))) {
      i++;
    }
    return i;
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
