package dev.cordon.detector.onnx;

import java.util.Arrays;

/** What the model says of each token of a text: the likeliest label and its probability. */
final class Scores {
  private final int labels;
  private final int[] best;
  private final float[] probability;
  private final int[] depth;

  Scores(int tokens, int labels) {
    this.labels = labels;
    best = new int[tokens];
    probability = new float[tokens];
    depth = new int[tokens];
    Arrays.fill(depth, -1);
  }

  /**
   * Takes a window's result; of two windows the one counts in which a token stands farther inside.
   *
   * @param logits by position of the window's input, then label
   */
  void add(Window window, float[][] logits) {
    for (int token = window.from(); token < window.to(); token++) {
      int inside = window.depth(token);
      if (inside > depth[token]) {
        depth[token] = inside;
        choose(token, logits[window.before() + token - window.from()]);
      }
    }
  }

  /** Softmax, of which only the greatest is needed. */
  private void choose(int token, float[] logits) {
    int greatest = 0;
    for (int label = 1; label < labels; label++) {
      if (logits[label] > logits[greatest]) {
        greatest = label;
      }
    }
    double sum = 0;
    for (int label = 0; label < labels; label++) {
      sum += Math.exp(logits[label] - logits[greatest]);
    }
    best[token] = greatest;
    probability[token] = (float) (1 / sum);
  }

  int label(int token) {
    return best[token];
  }

  float probability(int token) {
    return probability[token];
  }
}
