package dev.cordon.engine.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes at which a reader of texts has to look, of which most texts hold few: what stands between
 * them is passed over eight bytes at a time. Immutable and thread-safe.
 */
public final class ByteStops {
  /** In a shorter text nothing is made to pass over it. */
  private static final int SHORT = 24;

  private final boolean[] stops = new boolean[256];
  private final char[] ascii;
  private final boolean beyondAscii;

  /**
   * Makes the stops.
   *
   * @param bytes the bytes to look at, 0 to 255
   */
  public ByteStops(int... bytes) {
    StringBuilder below = new StringBuilder();
    boolean beyond = false;
    for (int b : bytes) {
      stops[b] = true;
      beyond |= b >= 0x80;
      if (b < 0x80) {
        below.append((char) b);
      }
    }
    ascii = below.toString().toCharArray();
    beyondAscii = beyond;
  }

  /**
   * Finds the next one.
   *
   * @param text holds the text
   * @param from where to look
   * @param to where the text ends
   * @return its place, {@code to} when there is none
   */
  public int next(byte[] text, int from, int to) {
    int i = from;
    if (to - from >= SHORT) {
      ByteBuffer words = ByteBuffer.wrap(text).order(ByteOrder.nativeOrder());
      while (i <= to - 8 && !mayHold(words.getLong(i))) {
        i += 8;
      }
    }
    while (i < to && !stops[text[i] & 0xFF]) {
      i++;
    }
    return i;
  }

  private boolean mayHold(long eight) {
    long found = beyondAscii ? EightBytes.beyondAscii(eight) : 0;
    for (char c : ascii) {
      found |= EightBytes.equal(eight, c);
    }
    return found != 0;
  }
}
