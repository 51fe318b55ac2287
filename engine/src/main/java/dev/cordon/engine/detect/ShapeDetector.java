package dev.cordon.engine.detect;

/** Verifies text that has a registered shape of digits and letters. Thread-safe. */
public interface ShapeDetector extends Detector {
  /**
   * Looks at a text of a registered shape, and reports what it is if it is something.
   *
   * @param shape the text; valid during the call only
   */
  void found(Shape shape);
}
