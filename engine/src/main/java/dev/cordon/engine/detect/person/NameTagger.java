package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.SessionScratch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which words of a {@link NameRun} are names of persons: each word's features, hashed, have a
 * weight each, and so has each pair of words; the best sum of all words decides. Whole numbers, so
 * that every JVM says the same.
 */
class NameTagger {
  private static final int MAX = NameRun.BESIDE * 2 + 8;

  /** What features tell of, in the order of their numbers: a sum each is kept for who asks why. */
  static final String[] GROUPS = {
    "the word itself", "lists", "words before", "words behind", "place", "joint"
  };

  /** Sums up the weights of one word's features, up to the end of each group. */
  static class Features {
    private final NameWeights weights;
    int sum;
    final int[] sums = new int[GROUPS.length];

    Features(NameWeights weights) {
      this.weights = weights;
    }

    private void add(int kind, int a, int b) {
      int h = (kind * 0x9e3779b1) ^ a;
      h = (h ^ h >>> 15) * 0x2c1b3c6d ^ b * 0x85ebca6b;
      h = (h ^ h >>> 13) * 0x297a2d39;
      add(h ^ h >>> 16);
    }

    void add(int hash) {
      sum += weights.of(hash);
    }
  }

  private final @Nullable NameWeights given;

  /** Makes a tagger; null for the weights that are known. */
  NameTagger(@Nullable NameWeights weights) {
    given = weights;
  }

  /**
   * Sums and choices of a run; a session keeps it for all requests, and it is cleared after a run.
   */
  static final class Scratch implements SessionScratch {
    final NameRun run = new NameRun();
    final Features features;

    /** What speaks for a word as a name: by itself, and more behind a name or behind none. */
    final int[] own = new int[MAX];

    int threshold;

    final int[] after = new int[MAX];
    final int[] alone = new int[MAX];
    final int[][] groups = new int[MAX][GROUPS.length];
    final int[] bestName = new int[MAX];
    final int[] bestOther = new int[MAX];
    final boolean[] nameFromName = new boolean[MAX];
    final boolean[] otherFromName = new boolean[MAX];

    /** The sum of the best choice. */
    int all;

    Scratch(NameWeights weights) {
      features = new Features(weights);
    }

    /** Keeps what each group of a word's features sums up to. */
    private void groups(int word) {
      int before = 0;
      for (int group = 0; group < GROUPS.length - 1; group++) {
        groups[word][group] = features.sums[group] - before;
        before = features.sums[group];
      }
    }

    /** Forgets the words of the run. */
    void clear() {
      run.clear();
    }
  }

  /** Returns a bit for each word of a run that is a name, the lowest one for the first. */
  int tags(ScanText text, Scratch scratch) {
    NameRun run = scratch.run;
    Features features = scratch.features;
    mark(run, NameRun.BESIDE, NameRun.BESIDE + run.count);
    word(run, 0, features);
    if (run.count == 1
        && (run.flags[NameRun.BESIDE] & Lexicon.NAME) == 0
        && features.sum < HOPELESS) {
      return 0;
    }
    run.readBeside(text);
    mark(run, 0, NameRun.BESIDE);
    mark(run, NameRun.BESIDE + run.count, run.count + 2 * NameRun.BESIDE);
    scratch.threshold = threshold();
    for (int i = 0; i < run.count; i++) {
      if (i > 0) {
        word(run, i, features);
      }
      place(run, i, features);
      scratch.own[i] = features.sum;
      scratch.groups(i);
      if (i > 0) {
        pair(run, i, true, features);
        scratch.after[i] = features.sum;
        pair(run, i, false, features);
        scratch.alone[i] = features.sum;
      }
    }
    int tags = best(scratch, 0);
    scratch.all = sum(scratch);
    return tags;
  }

  /** What must speak for a name beyond what speaks against it. */
  int threshold() {
    return THRESHOLD;
  }

  /** Marks the words that stand in small letters elsewhere. */
  final void mark(NameRun run, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isSmall(run.hashes[i])) {
        run.flags[i] |= NameRun.SMALL;
      }
    }
  }

  /** Tells whether texts hold a word in small letters, by its hash. */
  boolean isSmall(int hash) {
    return weights().isSmall(hash);
  }

  final Scratch newScratch() {
    return new Scratch(weights());
  }

  private NameWeights weights() {
    return given == null ? NameWeights.trained() : given;
  }

  /** Returns by how much the best choice is better than one in which some words are no names. */
  int margin(Scratch scratch, int without) {
    best(scratch, without);
    return scratch.all - sum(scratch);
  }

  private static int sum(Scratch scratch) {
    int last = scratch.run.count - 1;
    return Math.max(scratch.bestName[last], scratch.bestOther[last]);
  }

  /** Returns the confidence, 1 to 96, for what speaks for a name. */
  static int confidence(int margin) {
    return Math.min(HIGHEST, EVEN + margin / SCALE);
  }

  /** Returns the sums of the groups of a span's features, for {@link #explain}. */
  long why(Scratch scratch, int from, int to) {
    long why = 1;
    for (int group = GROUPS.length - 1; group >= 0; group--) {
      int sum = 0;
      for (int i = from; i < to; i++) {
        sum += group < GROUPS.length - 1 ? scratch.groups[i][group] : 0;
        sum += group == GROUPS.length - 1 && i > from ? scratch.after[i] : 0;
      }
      why = why << GROUP_BITS | Math.max(0, Math.min(2 * MIDDLE - 1, sum + MIDDLE));
    }
    return why;
  }

  /** Writes what {@link #why} has kept, a line a group. */
  static void explain(long why, List<String> lines) {
    for (int group = 0; group < GROUPS.length; group++) {
      int sum = (int) ((why >>> (group * GROUP_BITS)) & (2 * MIDDLE - 1)) - MIDDLE;
      if (sum != 0) {
        lines.add(PersonPack.line(sum, GROUPS[group]));
      }
    }
  }

  private static final int GROUP_BITS = 10;
  private static final int MIDDLE = 512;
  private static final int EVEN = 50;
  private static final int HIGHEST = 96;

  /** What a weight of one adds to the confidence is a part of this many. */
  private static final int SCALE = 2;

  /** Chosen by the totals of the texts for measuring, the held-out halves among them. */
  private static final int THRESHOLD = 14;

  /** What nobody takes for a name, whatever stands beside it: one in 300 names is below. */
  private static final int HOPELESS = -20;

  private static final int NEVER = -1 << 24;

  private static int best(Scratch s, int without) {
    NameRun run = s.run;
    int count = run.count;
    for (int i = 0; i < count; i++) {
      int own = (without >>> i & 1) != 0 ? NEVER : s.own[i];
      if (i == 0) {
        s.bestName[0] = own - s.threshold;
        s.bestOther[0] = 0;
        continue;
      }
      boolean glued = run.isGlued(i);
      int name = s.bestName[i - 1] + s.after[i];
      int other = glued ? NEVER : s.bestOther[i - 1] + s.alone[i] - s.threshold;
      s.nameFromName[i] = name >= other;
      s.bestName[i] = own + Math.max(name, other);
      boolean open = glued || run.isParticle(i - 1);
      name = open ? NEVER : s.bestName[i - 1];
      s.otherFromName[i] = name > s.bestOther[i - 1];
      s.bestOther[i] = Math.max(name, s.bestOther[i - 1]);
    }
    int tags = 0;
    boolean name = s.bestName[count - 1] > s.bestOther[count - 1];
    for (int i = count - 1; i >= 0; i--) {
      if (name) {
        tags |= 1 << i;
      }
      name = name ? s.nameFromName[i] : s.otherFromName[i];
    }
    return tags;
  }

  /** What a word is to the lists, roughly, and how it is written. */
  static int kind(NameRun run, int i) {
    int flags = run.flags[i];
    int form = run.forms[i];
    int kind;
    if ((flags & Lexicon.NAME) != 0) {
      boolean given = (flags & Lexicon.GIVEN) != 0;
      boolean doubtful = (flags & (Lexicon.AMBIGUOUS | Lexicon.WORD)) != 0;
      kind = (given ? 1 : 2) + (doubtful ? 2 : 0);
    } else if ((flags & Lexicon.PARTICLE) != 0) {
      kind = 5;
    } else if ((flags & Lexicon.DEED) != 0) {
      kind = 6;
    } else if ((flags & Lexicon.ROLE) != 0) {
      kind = 7;
    } else if ((flags & Lexicon.ORGANISATION) != 0) {
      kind = 8;
    } else if ((flags & Lexicon.BEFORE) != 0) {
      kind = 9;
    } else if ((flags & (Lexicon.WORD | Lexicon.PLACE)) != 0) {
      kind = 10;
    } else {
      kind = run.lengths[i] == 0 ? 11 : (flags & NameRun.SMALL) != 0 ? 12 : 0;
    }
    return form << 4 | kind;
  }

  /** Makes the features of a word by itself. */
  static void word(NameRun run, int number, Features f) {
    int i = NameRun.BESIDE + number;
    int h = run.hashes[i];
    int flags = run.flags[i];
    int form = run.forms[i];
    int k = kind(run, i);
    f.sum = 0;
    f.add(1, h, 0);
    f.add(2, h, form);
    f.add(3, run.heads[i], 0);
    f.add(4, run.tails2[i], 0);
    f.add(5, run.tails3[i], 0);
    f.add(6, run.tails4[i], 0);
    f.add(7, Math.min(run.lengths[i], 12), form);
    if ((flags & Lexicon.NAME) == 0) {
      for (int n = 0; n < NameRun.MOST_INNER; n++) {
        if (run.inners[i * NameRun.MOST_INNER + n] != 0) {
          f.add(50, run.inners[i * NameRun.MOST_INNER + n], 0);
        }
      }
    }
    f.sums[0] = f.sum;
    f.add(8, flags, form);
    f.add(9, k, 0);
    f.add(15, flags >>> 12, 0);
    f.add(17, flags & NameRun.SMALL, k);
    f.add(40, 0, 0);
    f.sums[1] = f.sum;
  }

  /** Adds the features of a word among others. */
  static void place(NameRun run, int number, Features f) {
    int i = NameRun.BESIDE + number;
    int k = kind(run, i);
    int before = run.gaps[i];
    int behind = run.gaps[i + 1];
    int h1 = run.hashes[i - 1];
    int n1 = run.hashes[i + 1];
    int k1 = kind(run, i - 1) << 8 | before;
    int m1 = kind(run, i + 1) << 8 | behind;
    int small = run.flags[i] & NameRun.SMALL;
    f.add(10, k1, k);
    f.add(16, run.flags[i] >>> 12, k1);
    f.add(18, small, k1);
    f.add(20, h1, 0);
    f.add(21, h1, before);
    f.add(22, h1, k);
    f.sums[2] = f.sum;
    f.add(11, m1, k);
    f.add(19, small ^ (run.flags[i + 1] & NameRun.SMALL) << 1, behind);
    f.add(30, n1, 0);
    f.add(31, n1, behind);
    f.add(32, n1, k);
    f.sums[3] = f.sum;
    int first = run.gaps[NameRun.BESIDE];
    int last = run.gaps[NameRun.BESIDE + run.count];
    f.add(41, before, k);
    f.add(42, behind, k);
    f.add(43, before << 8 | behind, k);
    f.add(44, first << 8 | last, run.count << 4 | number);
    f.add(45, run.count << 4 | number, k);
    f.add(46, run.listed ? 1 : 0, k);
    f.add(47, run.listed ? 1 : 0, m1);
    f.add(48, run.tails3[i], k1);
    f.add(49, run.tails3[i], m1);
    f.sums[4] = f.sum;
  }

  /** Makes the features of a word as a name behind a name, or behind none. */
  static void pair(NameRun run, int number, boolean name, Features f) {
    int i = NameRun.BESIDE + number;
    int kind = name ? 60 : 70;
    int gap = run.gaps[i];
    int k = kind(run, i);
    int k1 = kind(run, i - 1);
    f.sum = 0;
    f.add(kind, gap, 0);
    f.add(kind + 1, k1 << 8 | k, 0);
    f.add(kind + 2, k1 << 8 | k, number);
    f.add(kind + 3, k1 << 8 | k, kind(run, i + 1) << 8 | run.gaps[i + 1]);
    f.add(kind + 4, k, run.hashes[i - 1]);
    f.add(kind + 5, k1, run.hashes[i]);
  }
}
