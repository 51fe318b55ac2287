package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.WordSet;
import org.jspecify.annotations.Nullable;

/** What a form that passes its check is worth without a label in its own country. Immutable. */
final class Home {
  /** A shorter number passes a check by chance too often. */
  private static final int SHORTEST = 9;

  private final boolean chosen;
  private final @Nullable WordSet words;

  Home(Regions regions, String code) {
    this.chosen = regions.isHome(code);
    this.words = regions.words(code);
  }

  /**
   * Returns the confidence.
   *
   * @param alone what it is worth anywhere
   * @param check the check that it passes
   */
  int raise(Shape shape, int alone, Check check) {
    if (alone >= Confidence.LIKELY || !check.isSelective() || shape.length() < SHORTEST) {
      return alone;
    }
    if (chosen) {
      return Confidence.HINTED;
    }
    boolean spoken =
        alone > 0
            && words != null
            && Regions.speaks(shape.text(), words, shape.start(), shape.end());
    return spoken ? Confidence.LIKELY : alone;
  }

  /** Tells whether the country is one that the policy names. */
  boolean isChosen() {
    return chosen;
  }
}
