package dev.cordon.engine.detect.person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Finds the weights of a {@link NameTagger}: a conditional random field over the words of a run,
 * each a name or none, by AdaGrad in a fixed order, with StrictMath, so that the same runs give the
 * same weights to the byte everywhere.
 */
final class ChainRegression {
  private static final int EPOCHS = 8;

  /** The weights behind so many of them aren't part of the mean that is kept. */
  private static final int WARM = 2;

  private static final double RATE = 0.06;
  private static final double DECAY = 0.005;

  /** A feature that is rarer gets no weight. */
  private static final int LEAST = 6;

  /** What a weight of one is in the table; what is nearer to zero than the other is left out. */
  private static final double UNIT = 20;

  private static final int SMALLEST = 2;
  private static final double NEVER = -1e9;

  /** A run's features, and which of its words are names. */
  private record Run(
      int[][] own,
      int[][] after,
      int[][] alone,
      boolean[] glued,
      boolean[] open,
      int tags,
      double weight) {}

  private final Hashes features = new Hashes();
  private final List<Run> runs = new ArrayList<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final Map<Integer, Integer> ids = new HashMap<>();
  private double[] weights = {};
  private double[] slopes = {};
  private double[] means = {};

  /**
   * Takes a run to learn from, unless its marks cut what belongs together.
   *
   * @param tags a bit for each word that is a name
   */
  void add(NameRun run, int tags, double weight) {
    int n = run.count;
    Run kept =
        new Run(
            new int[n][], new int[n][], new int[n][], new boolean[n], new boolean[n], tags, weight);
    for (int i = 1; i < n; i++) {
      kept.glued[i] = run.isGlued(i);
      kept.open[i] = kept.glued[i] || run.isParticle(i - 1);
      boolean name = (tags >>> i & 1) != 0;
      boolean before = ((tags >>> (i - 1)) & 1) != 0;
      if ((kept.glued[i] && name != before) || (kept.open[i] && before && !name)) {
        return;
      }
    }
    for (int i = 0; i < n; i++) {
      NameTagger.word(run, i, features);
      NameTagger.place(run, i, features);
      kept.own[i] = counted();
      kept.after[i] = kept.alone[i] = new int[0];
      if (i > 0) {
        NameTagger.pair(run, i, true, features);
        kept.after[i] = counted();
        NameTagger.pair(run, i, false, features);
        kept.alone[i] = counted();
      }
    }
    runs.add(kept);
  }

  private int[] counted() {
    int[] hashes = features.all.stream().mapToInt(hash -> hash).toArray();
    features.all.clear();
    for (int hash : hashes) {
      counts.merge(hash, 1, Integer::sum);
    }
    return hashes;
  }

  /** Keeps the features themselves. */
  private static final class Hashes extends NameTagger.Features {
    final List<Integer> all = new ArrayList<>();

    Hashes() {
      super(new NameWeights(new NameWeights.Writer().bytes()));
    }

    @Override
    void add(int hash) {
      all.add(hash);
    }
  }

  void train(NameWeights.Writer into) {
    for (Run run : runs) {
      for (int[][] features : List.of(run.own, run.after, run.alone)) {
        for (int i = 0; i < features.length; i++) {
          features[i] = known(features[i]);
        }
      }
    }
    weights = new double[ids.size()];
    slopes = new double[ids.size()];
    means = new double[ids.size()];
    Random random = new Random(4_711);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(runs, random);
      runs.forEach(this::learn);
      for (int i = 0; epoch >= WARM && i < means.length; i++) {
        means[i] += weights[i] / (EPOCHS - WARM);
      }
    }
    List<Integer> hashes = new ArrayList<>(ids.keySet());
    hashes.sort(
        Comparator.comparingDouble((Integer hash) -> -importance(hash))
            .thenComparing(Comparator.naturalOrder()));
    for (int hash : hashes) {
      if (Math.abs(rounded(hash)) >= SMALLEST) {
        into.add(hash, rounded(hash));
      }
    }
  }

  /** What is lost if a feature is left out. */
  private double importance(int hash) {
    return Math.abs(rounded(hash)) * Math.sqrt(counts.get(hash));
  }

  private int rounded(int hash) {
    double weight = StrictMath.rint(means[ids.get(hash)] * UNIT);
    return (int) Math.max(-127, Math.min(127, weight));
  }

  /** Returns the numbers of the features that are frequent enough. */
  private int[] known(int[] hashes) {
    return Arrays.stream(hashes)
        .filter(hash -> counts.get(hash) >= LEAST)
        .map(hash -> ids.computeIfAbsent(hash, h -> ids.size()))
        .toArray();
  }

  private double sum(int[] features) {
    double sum = 0;
    for (int feature : features) {
      sum += weights[feature];
    }
    return sum;
  }

  /** One step towards what the marks say of a run. */
  private void learn(Run run) {
    int n = run.own.length;
    double[] own = new double[n];
    double[] after = new double[n];
    double[] alone = new double[n];
    double[][] forth = new double[n][2];
    double[][] back = new double[n][2];
    for (int i = 0; i < n; i++) {
      own[i] = sum(run.own[i]);
      after[i] = sum(run.after[i]);
      alone[i] = run.glued[i] ? NEVER : sum(run.alone[i]);
      if (i == 0) {
        forth[0][1] = own[0];
      } else {
        forth[i][1] = own[i] + add(forth[i - 1][1] + after[i], forth[i - 1][0] + alone[i]);
        forth[i][0] = run.open[i] ? forth[i - 1][0] : add(forth[i - 1][0], forth[i - 1][1]);
      }
    }
    for (int i = n - 2; i >= 0; i--) {
      double name = own[i + 1] + back[i + 1][1];
      back[i][1] = name + after[i + 1];
      back[i][1] = run.open[i + 1] ? back[i][1] : add(back[i][1], back[i + 1][0]);
      back[i][0] = add(name + alone[i + 1], back[i + 1][0]);
    }
    double all = add(forth[n - 1][0], forth[n - 1][1]);
    for (int i = 0; i < n; i++) {
      boolean name = (run.tags >>> i & 1) != 0;
      step(run.own[i], name, exp(forth[i][1] + back[i][1] - all), run.weight);
      if (i > 0) {
        boolean before = ((run.tags >>> (i - 1)) & 1) != 0;
        double rest = own[i] + back[i][1] - all;
        step(run.after[i], name && before, exp(forth[i - 1][1] + after[i] + rest), run.weight);
        if (!run.glued[i]) {
          step(run.alone[i], name && !before, exp(forth[i - 1][0] + alone[i] + rest), run.weight);
        }
      }
    }
  }

  private void step(int[] features, boolean right, double probability, double weight) {
    double error = weight * ((right ? 1 : 0) - probability);
    for (int feature : features) {
      double slope = error - DECAY * weights[feature];
      slopes[feature] += slope * slope;
      weights[feature] += RATE * slope / (0.1 + Math.sqrt(slopes[feature]));
    }
  }

  private static double exp(double x) {
    return StrictMath.exp(Math.min(x, 0));
  }

  /** The logarithm of the sum of what two logarithms stand for. */
  private static double add(double a, double b) {
    double low = Math.min(a, b) - Math.max(a, b);
    return Math.max(a, b) + (low < -40 ? 0 : StrictMath.log1p(StrictMath.exp(low)));
  }
}
