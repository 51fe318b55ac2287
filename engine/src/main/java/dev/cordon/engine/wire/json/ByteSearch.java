package dev.cordon.engine.wire.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the next byte that matters in a text of which most doesn't, eight bytes at a time. A byte
 * of a word is zero exactly if {@code (x - 0x01…) & ~x & 0x80…} isn't (Hacker's Delight, 6-1).
 */
public final class ByteSearch {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long BLANKS = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  /** Below, the loop over single bytes is as fast. */
  private static final int SHORT = 24;

  private ByteSearch() {}

  /**
   * Finds a byte.
   *
   * @param bytes the text
   * @param from where it begins
   * @param to where it ends
   * @param wanted the byte
   * @return its first position, {@code to} when it isn't there
   */
  public static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    int i = from;
    if (to - from >= SHORT) {
      ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      long all = (wanted & 0xffL) * ONES;
      for (; i <= to - 8; i += 8) {
        long x = words.getLong(i) ^ all;
        if (((x - ONES) & ~x & HIGHS) != 0) {
          break;
        }
      }
    }
    while (i < to && bytes[i] != wanted) {
      i++;
    }
    return i;
  }

  /**
   * Passes over the bytes of a JSON string that stand for themselves: ASCII but for quote,
   * backslash and controls.
   *
   * @param bytes the text
   * @param from where it begins
   * @param to where it ends
   * @return the first position of another byte, {@code to} when there is none
   */
  static int endOfPlain(byte[] bytes, int from, int to) {
    int i = from;
    if (to - from >= SHORT) {
      ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      for (; i <= to - 8; i += 8) {
        long x = words.getLong(i);
        long quote = x ^ QUOTES;
        long backslash = x ^ BACKSLASHES;
        long found =
            ((x - BLANKS) & ~x) | ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | x;
        if ((found & HIGHS) != 0) {
          break;
        }
      }
    }
    while (i < to) {
      byte b = bytes[i];
      if (b < ' ' || b == '"' || b == '\\') { // a negative byte is not ASCII
        break;
      }
      i++;
    }
    return i;
  }
}
