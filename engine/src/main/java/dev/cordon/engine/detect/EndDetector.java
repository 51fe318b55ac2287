package dev.cordon.engine.detect;

/** Looks at a text once more when all anchors have been visited. Thread-safe. */
public interface EndDetector {
  /**
   * Called once a text, after all other detectors.
   *
   * @param text the text
   */
  void end(ScanText text);
}
