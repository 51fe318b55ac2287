package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;

/** The shape that a session shows to detectors now. */
final class FoundShape extends Shape {
  FoundShape(ScanText text) {
    super(text);
  }

  /** Takes the groups of a run from {@code first} to {@code last}, of so many characters. */
  void set(DigitRun run, int first, int last, int total) {
    int separator = first == last ? 0 : run.gap(first + 1);
    take(run.start(first), run.end(last), total, separator);
  }
}
