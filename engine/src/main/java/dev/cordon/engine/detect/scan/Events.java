package dev.cordon.engine.detect.scan;

import java.util.Arrays;

/** What the loop of a session noted and no detector has seen yet, ascending by place. */
final class Events {
  /** A digit run, and a word that begins with a capital; else the number of a detector. */
  static final int RUN = -1;

  static final int WORD = -2;

  int[] starts = new int[32];
  int[] ends = new int[32];
  int[] kinds = new int[32];
  int size;

  boolean isFull() {
    return size == starts.length;
  }

  void grow() {
    int room = size * 2;
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    kinds = Arrays.copyOf(kinds, room);
  }

  void add(int kind, int start, int end) {
    starts[size] = start;
    ends[size] = end;
    kinds[size++] = kind;
  }

  /** Returns how many stand before a place. */
  int before(int place) {
    int count = 0;
    while (count < size && starts[count] < place) {
      count++;
    }
    return count;
  }

  /** Forgets the first ones. */
  void drop(int count) {
    size -= count;
    System.arraycopy(starts, count, starts, 0, size);
    System.arraycopy(ends, count, ends, 0, size);
    System.arraycopy(kinds, count, kinds, 0, size);
  }

  /** Forgets those that stand at a place and behind it. */
  void forget(int from) {
    while (size > 0 && starts[size - 1] >= from) {
      size--;
    }
  }

  /** Moves all. */
  void shift(int by) {
    for (int i = 0; i < size; i++) {
      starts[i] += by;
      ends[i] += by;
    }
  }
}
