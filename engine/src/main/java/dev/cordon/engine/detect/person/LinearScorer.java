package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Resources;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
    Map<String, Integer> rows = rows(type + ' ');
    int[] weights = new int[features.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight(rows, features[i].name().toLowerCase(Locale.ROOT));
    }
    return new LinearScorer(weight(rows, "bias"), weights);
  }

  /** Reads the rows that begin so in one go: a search for each is slow in a cold JVM. */
  private static Map<String, Integer> rows(String head) {
    String all = Resources.read(LinearScorer.class, RESOURCE);
    Map<String, Integer> rows = new HashMap<String, Integer>();
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.startsWith(head, start)) {
        int blank = all.indexOf(' ', start + head.length());
        rows.put(
            all.substring(start + head.length(), blank),
            Integer.valueOf(all.substring(blank + 1, end)));
      }
      start = end + 1;
    }
    return rows;
  }

  private static int weight(Map<String, Integer> rows, String feature) {
    Integer weight = rows.get(feature);
    return weight == null ? 0 : weight;
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
