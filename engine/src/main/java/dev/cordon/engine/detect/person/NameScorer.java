package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;

/** Judges candidates for names: several words by one sum of weights, a word alone by another. */
class NameScorer {
  private final LinearScorer full;
  private final LinearScorer lone;

  NameScorer(LinearScorer full, LinearScorer lone) {
    this.full = full;
    this.lone = lone;
  }

  /** Reads the weights. */
  static NameScorer load() {
    NameFeature[] features = NameFeature.values();
    return new NameScorer(
        LinearScorer.load("name", features), LinearScorer.load("lone_name", features));
  }

  /** Returns the scorer that judges a set of features. */
  LinearScorer of(long features) {
    return (features & NameFeature.ALONE.bit()) == 0 ? full : lone;
  }

  /**
   * Returns how sure it is that a span is a name, 1 to 96.
   *
   * @param features what holds for it
   */
  int confidence(ScanText text, int start, int end, long features) {
    return of(features).confidence(features);
  }
}
