package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Context;
import java.util.Arrays;

/** By detector that is woken at the end of texts: of which texts. Immutable once it is used. */
final class EndGuards {
  /** The most bytes of such a text. */
  private int[] longest;

  /** Where the sets of words begin of which it holds one; one more behind the last. */
  private int[] starts;

  private int[] contexts;

  EndGuards() {
    longest = new int[0];
    starts = new int[1];
    contexts = longest;
  }

  /** Reads what {@link #write} has written. */
  EndGuards(TableReader in) {
    longest = in.ints();
    starts = in.ints();
    contexts = in.ints();
  }

  void write(TableWriter out) {
    out.ints(longest);
    out.ints(starts);
    out.ints(contexts);
  }

  /** Adds the next detector; no sets are for texts that hold none. */
  void add(int most, Context... sets) {
    int count = longest.length;
    longest = Arrays.copyOf(longest, count + 1);
    longest[count] = most;
    int size = contexts.length;
    contexts = Arrays.copyOf(contexts, size + sets.length);
    for (Context set : sets) {
      contexts[size++] = set.number();
    }
    starts = Arrays.copyOf(starts, count + 2);
    starts[count + 1] = size;
  }

  /** Returns how many detectors there are. */
  int size() {
    return longest.length;
  }

  /** Tells whether a detector is to be woken. */
  boolean wakes(int detector, SessionText text) {
    int to = starts[detector + 1];
    int i = starts[detector];
    if (i == to) {
      return true;
    }
    if (text.to() - text.from() > longest[detector]) {
      return false;
    }
    while (i < to && !text.has(contexts[i])) {
      i++;
    }
    return i < to;
  }
}
