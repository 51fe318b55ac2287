package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;

/** Tells words that stand often in technical documentation, for detectors of other things. */
public final class TechnicalWord {
  private TechnicalWord() {}

  /**
   * Tells whether a span is one of them, such as {@code required} or {@code string}.
   *
   * @param text the text
   * @param start the span's first byte
   * @param end the byte after its last one
   */
  public static boolean is(ScanText text, int start, int end) {
    long word = NameWord.read(text, start);
    return NameWord.end(word) == end && NameWord.is(word, Lexicon.TECHNICAL);
  }
}
