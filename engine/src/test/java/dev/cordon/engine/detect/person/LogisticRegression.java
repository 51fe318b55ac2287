package dev.cordon.engine.detect.person;

import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the weights of a {@link LinearScorer}: logistic regression over counted sets of features,
 * full batches, a fixed number of steps, StrictMath, so that the same counts give the same weights
 * to the byte everywhere.
 */
final class LogisticRegression {
  private static final int STEPS = 1500;
  private static final double RATE = 4;
  private static final double DECAY = 2e-4;

  /** A weight's unit; {@link LinearScorer} divides a sum of them by eight to get a confidence. */
  private static final double UNIT = 80;

  /** How often a set of features was right and wrong. */
  private final Map<Long, double[]> counts = new TreeMap<>();

  void add(long features, boolean right, double weight) {
    counts.computeIfAbsent(features, f -> new double[2])[right ? 0 : 1] += weight;
  }

  /**
   * Returns the bias and, behind it, a weight a feature.
   *
   * @param signs 1 for a feature that may only speak for, -1 for one that may only speak against
   */
  int[] train(int[] signs) {
    int features = signs.length;
    double[] weights = new double[features + 1];
    double[] velocity = new double[features + 1];
    double total = 0;
    for (double[] count : counts.values()) {
      total += count[0] + count[1];
    }
    for (int step = 0; step < STEPS; step++) {
      double[] slope = new double[features + 1];
      for (Map.Entry<Long, double[]> entry : counts.entrySet()) {
        double sum = weights[0];
        for (long left = entry.getKey(); left != 0; left &= left - 1) {
          sum += weights[1 + Long.numberOfTrailingZeros(left)];
        }
        double probability = 1 / (1 + StrictMath.exp(-sum));
        double[] count = entry.getValue();
        double error = (count[0] * (1 - probability) - count[1] * probability) / total;
        slope[0] += error;
        for (long left = entry.getKey(); left != 0; left &= left - 1) {
          slope[1 + Long.numberOfTrailingZeros(left)] += error;
        }
      }
      for (int i = 0; i < weights.length; i++) {
        velocity[i] = 0.9 * velocity[i] + slope[i] - (i == 0 ? 0 : DECAY * weights[i]);
        weights[i] += RATE * velocity[i] / 4;
        if (i > 0 && signs[i - 1] * weights[i] < 0) {
          weights[i] = 0;
          velocity[i] = 0;
        }
      }
    }
    int[] rounded = new int[weights.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (int) StrictMath.rint(weights[i] * UNIT);
    }
    return rounded;
  }
}
