package dev.cordon.engine.detect;

/** Looks at words that begin with a capital letter. Thread-safe. */
public interface WordDetector extends Detector {
  /**
   * Called once a word that begins with a capital and stands after no letter or digit.
   *
   * @param text the text
   * @param start the capital's first byte
   */
  void found(ScanText text, int start);
}
