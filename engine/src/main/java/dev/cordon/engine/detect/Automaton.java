package dev.cordon.engine.detect;

/**
 * The one pass: an Aho-Corasick automaton over classes of bytes, with a dense table, so that a byte
 * costs one addition and two loads. Letters are folded, digits are one class, all punctuation is
 * one class, which is also the boundary that keywords begin at: in the middle of an ordinary word
 * the automaton rests in one state.
 */
final class Automaton {
  static final int SEPARATOR = 0;
  static final int DIGIT = 27;
  static final int HIGH = 28;
  static final int CLASSES = 36;

  /** In {@link #classes}: the byte wakes the session whatever the state. */
  static final int WAKE = 1 << 31;

  static final int CLASS_MASK = 63;
  static final int UPPER = 1 << 8;
  static final int NUMBER = 1 << 9;
  static final int MARK = 1 << 10;

  /** The byte may begin a character that the normalised view replaces. */
  static final int FOLD = 1 << 11;

  /** The byte is a backslash. */
  static final int ESCAPE = 1 << 12;

  /** The byte is the lead byte of letters such as Ø. */
  static final int LATIN = 1 << 13;

  /** In {@link #next}: keywords end here. */
  static final int OUTPUT = 1 << 31;

  static final int STATE_MASK = 0x7fffffff;

  final int[] classes;
  final int[] next;
  final Keyword[] keywords;

  /** Keyword numbers by state; empty where none ends. */
  final int[][] outputs;

  /** One more than the detector's number by punctuation mark. */
  final int[] marks;

  final int start;

  Automaton(
      int[] classes, int[] next, Keyword[] keywords, int[][] outputs, int[] marks, int start) {
    this.classes = classes;
    this.next = next;
    this.keywords = keywords;
    this.outputs = outputs;
    this.marks = marks;
    this.start = start;
  }
}
