package dev.cordon.engine.text;

import java.util.Arrays;

/**
 * Replacements of byte ranges in one text: ranges in ascending order that don't overlap. Reusable
 * and growable, so that the usual text without any costs nothing. Not thread-safe.
 */
public final class Edits {
  private static final int[] NO_PLACES = {};
  private static final byte[][] NO_BYTES = {};

  private int[] starts = NO_PLACES;
  private int[] ends = NO_PLACES;
  private byte[][] replacements = NO_BYTES;
  private int size;

  /** Makes an empty list. */
  public Edits() {}

  /**
   * Adds a replacement.
   *
   * @param start the first byte to replace, at or after the end of the range added before
   * @param end the byte after the last one to replace
   * @param replacement UTF-8 text, not escaped
   */
  public void add(int start, int end, byte[] replacement) {
    if (end < start || (size > 0 && start < ends[size - 1])) {
      throw new IllegalArgumentException("range " + start + ".." + end + " is out of order");
    }
    if (size == starts.length) {
      int room = Math.max(8, size * 2);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      replacements = Arrays.copyOf(replacements, room);
    }
    starts[size] = start;
    ends[size] = end;
    replacements[size++] = replacement;
  }

  /** Returns how many replacements there are. */
  public int size() {
    return size;
  }

  /** Tells whether there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns where replacement {@code i} begins. */
  public int start(int i) {
    return starts[i];
  }

  /** Returns where replacement {@code i} ends, exclusive. */
  public int end(int i) {
    return ends[i];
  }

  /** Returns the text of replacement {@code i}. */
  public byte[] replacement(int i) {
    return replacements[i];
  }

  /** Forgets all replacements. */
  public void clear() {
    Arrays.fill(replacements, 0, size, null);
    size = 0;
  }
}
