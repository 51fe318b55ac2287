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
 * Hardware addresses: EUI-48 in the forms {@code 00-1A-…} and {@code 001a.2b3c.4d5e}; see {@link
 * Ipv6}.
 */
final class MacAddress implements ShapeDetector, RunDetector {
  private static final int DIGITS = 12;

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
    Context context = registry.context(GeneralWords.words("mac_address"));
    MacAddress detector = new MacAddress(type, context);
    registry.shapes(detector, "XXXXXXXXXXXX");
    registry.runs(detector);
    return type;
  }

  /** Twelve digits without a mark between need their name. */
  @Override
  public void found(Shape shape) {
    for (int i = 0; i < shape.length(); i++) {
      if (!Ascii.isHex(shape.charAt(i))) {
        return;
      }
    }
    if (!shape.isUniform() && shape.text().near(context, shape.start(), shape.end(), 16, 0)) {
      shape.report(type, Confidence.CHECKED);
    }
  }

  /**
   * Reads the groups around a chunk. A run ends at a group of small letters, so that the first
   * chunk of each run looks both ways.
   */
  @Override
  public void found(DigitRun run, int chunk) {
    ScanText text = run.text();
    int start = run.start(chunk);
    int size = run.length(chunk);
    int mark = size == 2 ? '-' : '.';
    if ((size != 2 && size != 4) || !isGroup(text, start, size)) {
      return;
    }
    int step = size + 1;
    int first = start;
    while (start - first < 2 * DIGITS
        && text.at(first - 1) == mark
        && isGroup(text, first - step, size)) {
      first -= step;
    }
    if (chunk > 0 && run.start(chunk - 1) >= first) {
      return;
    }
    int last = start;
    while (last - first < 2 * DIGITS
        && text.at(last + size) == mark
        && isGroup(text, last + step, size)) {
      last += step;
    }
    if ((last - first) / step * size == DIGITS - size && isFree(text, first, last + size, mark)) {
      report(text, first, last + size, mark);
    }
  }

  private static boolean isGroup(ScanText text, int start, int size) {
    for (int i = start; i < start + size; i++) {
      if (!Ascii.isHex(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFree(ScanText text, int start, int end, int mark) {
    int before = text.at(start - 1);
    boolean glued = before == '-' || before == '.' || before == '/';
    // Tables of collation weights hold [.213D.0020.0002].
    return text.beginsWord(start)
        && text.endsWord(end)
        && !(glued && (before == mark || Ascii.isAlnum(text.at(start - 2))))
        && !(text.at(end) == mark && Ascii.isAlnum(text.at(end + 1)));
  }

  private void report(ScanText text, int start, int end, int mark) {
    boolean letters = false;
    boolean uniform = true;
    for (int i = start; i < end; i++) {
      letters |= Ascii.isLetter(text.at(i));
      uniform &= text.at(i) == mark || text.at(i) == text.at(start);
    }
    if (!uniform && (letters || mark == '-' || text.near(context, start, end, 16, 0))) {
      text.report(type, start, end, letters ? Confidence.STRONG : Confidence.PLAUSIBLE);
    }
  }
}
