package dev.cordon.engine.detect.scan;

import java.util.Arrays;

/**
 * What the parts of the built-in packs were given when they were registered one after the other:
 * numbers of detectors, sets of words, places in memory. With them a part can be registered later,
 * by itself, and gets the same. Immutable once it is written or read.
 */
final class PartNumbers {
  static final int CONTEXTS = 0;
  static final int SLOTS = 1;
  static final int LITERALS = 2;
  static final int SHAPES = 3;
  static final int RUNS = 4;
  static final int WORDS = 5;
  static final int ENDS = 6;

  /** How many kinds of things are counted. */
  static final int KINDS = 7;

  /** By part and kind, the first one; at the end how many there are of each. */
  private int[] firsts = new int[0];

  /** By call for it: the number of a set of words, and of a place in memory. */
  private int[] contexts = new int[16];

  private int[] slots = new int[16];

  /** By call for a mark: a detector, and one more than the one that was there before. */
  private int[] joined = new int[0];

  private final int[] counts = new int[KINDS];

  PartNumbers() {}

  /** Reads what {@link #write} has written. */
  PartNumbers(TableReader in) {
    firsts = in.ints();
    contexts = in.ints();
    slots = in.ints();
    joined = in.ints();
    System.arraycopy(firsts, firsts.length - KINDS, counts, 0, KINDS);
  }

  void write(TableWriter out) {
    out.ints(firsts);
    out.ints(Arrays.copyOf(contexts, counts[CONTEXTS]));
    out.ints(Arrays.copyOf(slots, counts[SLOTS]));
    out.ints(joined);
  }

  /** Notes that a part begins, or that the last one has ended. */
  void begin() {
    int at = firsts.length;
    firsts = Arrays.copyOf(firsts, at + KINDS);
    System.arraycopy(counts, 0, firsts, at, KINDS);
  }

  /** Counts one; returns its number. */
  int next(int kind) {
    return counts[kind]++;
  }

  void context(int number) {
    int call = next(CONTEXTS);
    if (call == contexts.length) {
      contexts = Arrays.copyOf(contexts, call * 2);
    }
    contexts[call] = number;
  }

  void slot(int number) {
    int call = next(SLOTS);
    if (call == slots.length) {
      slots = Arrays.copyOf(slots, call * 2);
    }
    slots[call] = number;
  }

  /** Notes that a detector stands at a mark where another one, less one, stood before. */
  void join(int literal, int before) {
    joined = Arrays.copyOf(joined, joined.length + 2);
    joined[joined.length - 2] = literal;
    joined[joined.length - 1] = before;
  }

  /** Returns one more than the detector that stood at a mark before another one; 0 for none. */
  int joined(int literal) {
    for (int i = 0; i < joined.length; i += 2) {
      if (joined[i] == literal) {
        return joined[i + 1];
      }
    }
    return 0;
  }

  /** Returns how many of a kind there are. */
  int count(int kind) {
    return counts[kind];
  }

  /** Returns the first of a kind that a part has; of the part behind the last one, their count. */
  int first(int part, int kind) {
    return firsts[part * KINDS + kind];
  }

  /** Returns the part that one of a kind belongs to. */
  int part(int kind, int number) {
    int part = firsts.length / KINDS - 1;
    while (first(part, kind) > number) {
      part--;
    }
    return part;
  }

  /** Returns the set of words that a call for one was given. */
  int contextOf(int call) {
    return contexts[call];
  }

  /** Returns the place in memory that a call for one was given. */
  int slotOf(int call) {
    return slots[call];
  }
}
