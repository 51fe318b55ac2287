package dev.cordon.detector.onnx;

import java.util.ArrayList;
import java.util.List;

/** Tokens of a text that the model looks at together. Immutable. */
final class Window {
  private final int from;
  private final int to;
  private final int before;
  private final long[] input;

  private Window(Tokens tokens, int from, int to) {
    this.from = from;
    this.to = to;
    this.before = tokens.before();
    this.input = tokens.input(from, to);
  }

  /**
   * Lays windows over a text; neighbours have an eighth in common, so that each token has others
   * around it.
   *
   * @param size how many tokens one has, without the special ones
   */
  static List<Window> over(Tokens tokens, int size) {
    List<Window> windows = new ArrayList<>();
    int step = Math.max(1, size - size / 8);
    int from = 0;
    while (true) {
      int to = Math.min(tokens.count(), from + size);
      windows.add(new Window(tokens, from, to));
      if (to == tokens.count()) {
        return windows;
      }
      from += step;
    }
  }

  /** Returns the first of the text's tokens in it. */
  int from() {
    return from;
  }

  /** Returns the token after its last. */
  int to() {
    return to;
  }

  /** Returns how far a token is from the nearer edge that is not the text's own. */
  int depth(int token) {
    return Math.min(token - from, to - 1 - token);
  }

  /** Returns where the text's tokens begin in the input. */
  int before() {
    return before;
  }

  /** Returns what the model reads. Not to be changed. */
  long[] input() {
    return input;
  }
}
