package dev.cordon.engine.text;

import java.util.List;

/** A text of a request, and what of it is lost for good. Immutable. */
public final class SeenText {
  /** The text as UTF-8; not to be changed. */
  public final byte[] text;

  /** Begin and end of each part that is not restored, in order. */
  private final List<int[]> lossy;

  /**
   * Keeps a text.
   *
   * @param text as UTF-8; not copied
   * @param lossy begin and end of each part that is not restored, in order
   */
  public SeenText(byte[] text, List<int[]> lossy) {
    this.text = text;
    this.lossy = lossy;
  }

  /** Tells whether a text is this one, but for what stands in the place of lossy parts. */
  public boolean isKeptIn(byte[] other) {
    int from = 0;
    int at = 0;
    for (int[] part : lossy) {
      int length = part[0] - from;
      int found =
          from == 0 ? (matches(0, other, 0, length) ? 0 : -1) : find(from, length, other, at);
      if (found < 0) {
        return false;
      }
      at = found + length;
      from = part[1];
    }
    int rest = text.length - from;
    int last = other.length - rest;
    return last >= at && (last == at || from > 0) && matches(from, other, last, rest);
  }

  private int find(int from, int length, byte[] other, int at) {
    for (int i = at; i + length <= other.length; i++) {
      if (matches(from, other, i, length)) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(int from, byte[] other, int at, int length) {
    if (at + length > other.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text[from + i] != other[at + i]) {
        return false;
      }
    }
    return true;
  }
}
