package dev.cordon.engine.detect;

/** Verifies what stands around a literal. Thread-safe. */
public interface LiteralDetector extends Detector {
  /**
   * Looks around a literal that was found, no farther than its {@link #reach}, and reports.
   *
   * @param text the text
   * @param start the literal's first byte
   * @param end the byte after its last one
   */
  void found(ScanText text, int start, int end);
}
