package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Resources;
import java.util.Locale;

/**
 * Says how sure a candidate of one type is from the features that hold for it, each a bit: the sum
 * of their weights and a bias, in whole numbers, so that every JVM says the same. The weights are
 * {@code weights.txt}, which the build's trainer writes. Immutable.
 */
final class LinearScorer {
  private static final String RESOURCE = "weights.txt";

  /** What a weight of one adds to the confidence is a part of this many. */
  private static final int SCALE = 8;

  private static final int EVEN = 50;
  private static final int HIGHEST = 96;

  private final int[] weights;
  private final int bias;

  LinearScorer(int bias, int[] weights) {
    this.bias = bias;
    this.weights = weights;
  }

  /**
   * Reads the weights of a type.
   *
   * @param type what lines begin with, such as {@code address}
   * @param features all features, in the order of their bits
   */
  static LinearScorer load(String type, Enum<?>[] features) {
    String all = Resources.read(LinearScorer.class, RESOURCE);
    int[] weights = new int[features.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight(all, type, features[i].name().toLowerCase(Locale.ROOT));
    }
    return new LinearScorer(weight(all, type, "bias"), weights);
  }

  private static int weight(String all, String type, String feature) {
    String head = "\n" + type + ' ' + feature + ' ';
    int at = all.indexOf(head);
    if (at < 0) {
      return 0;
    }
    int end = all.indexOf('\n', at + 1);
    return Integer.parseInt(all.substring(at + head.length(), end));
  }

  /** Returns the confidence, 1 to 96; 50 where as much speaks for as against it. */
  int confidence(long features) {
    int sum = bias;
    for (long left = features; left != 0; left &= left - 1) {
      sum += weights[Long.numberOfTrailingZeros(left)];
    }
    return Math.max(1, Math.min(HIGHEST, EVEN + (sum >= 0 ? sum / SCALE : -1 + sum / SCALE)));
  }

  /** Returns the weight of a feature by its bit's number. */
  int weight(int feature) {
    return weights[feature];
  }

  int bias() {
    return bias;
  }
}
