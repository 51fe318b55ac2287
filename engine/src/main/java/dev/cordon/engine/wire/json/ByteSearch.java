package dev.cordon.engine.wire.json;

import dev.cordon.engine.text.EightBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the next byte that matters in a text of which most doesn't, eight bytes at a time. Only
 * whether there is one among the eight is asked, so the order of the bytes doesn't matter.
 */
public final class ByteSearch {
  private static final long QUOTES = '"' * EightBytes.EACH;
  private static final long BACKSLASHES = '\\' * EightBytes.EACH;

  /** The character behind the carriage return; the line feed comes before both. */
  private static final char BEHIND_RETURN = '\r' + 1;

  /** Below, the loop over single bytes is as fast. */
  private static final int SHORT = 24;

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteSearch() {}

  /**
   * Returns a view of an array.
   *
   * @param before the view that was used last, which is returned if it is of that array
   * @param bytes the array
   */
  public static ByteBuffer view(ByteBuffer before, byte[] bytes) {
    return before.array() == bytes ? before : ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

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
      long all = (wanted & 0xffL) * EightBytes.EACH;
      for (; i <= to - 8; i += 8) {
        if (EightBytes.zeros(words.getLong(i) ^ all) != 0) {
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
   * Finds the end of a line.
   *
   * @param bytes the text
   * @param from where it begins
   * @param to where it ends
   * @return the first line feed or carriage return, {@code to} when there is none
   */
  public static int endOfLine(byte[] bytes, int from, int to) {
    return endOfLine(to - from < SHORT ? NONE : view(NONE, bytes), bytes, from, to);
  }

  /** The same for who asks more than once and keeps a {@link #view} of the array. */
  public static int endOfLine(ByteBuffer words, byte[] bytes, int from, int to) {
    int i = from;
    if (to - from >= SHORT) {
      for (; i <= to - 8; i += 8) {
        // Other controls are rare in lines of text: the eight that hold one are read one by one.
        if (EightBytes.below(words.getLong(i), BEHIND_RETURN) != 0) {
          int end = lineUntil(bytes, i, i + 8);
          if (end < i + 8) {
            return end;
          }
        }
      }
    }
    return lineUntil(bytes, i, to);
  }

  private static int lineUntil(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
      i++;
    }
    return i;
  }

  /**
   * Tells whether two stretches hold the same bytes.
   *
   * @param one holds the first
   * @param from where it begins
   * @param other holds the second
   * @param otherFrom where that begins
   * @param length how long both are
   */
  public static boolean isEqual(byte[] one, int from, byte[] other, int otherFrom, int length) {
    return isEqual(view(NONE, one), from, view(NONE, other), otherFrom, length);
  }

  /** The same for who asks more than once and keeps {@link #view}s of the arrays. */
  public static boolean isEqual(
      ByteBuffer one, int from, ByteBuffer other, int otherFrom, int length) {
    int i = 0;
    while (i <= length - 8) {
      if (one.getLong(from + i) != other.getLong(otherFrom + i)) {
        return false;
      }
      i += 8;
    }
    if (length >= 8) {
      int last = length - 8; // once more some bytes of the eight before
      return one.getLong(from + last) == other.getLong(otherFrom + last);
    }
    while (i < length && one.get(from + i) == other.get(otherFrom + i)) {
      i++;
    }
    return i == length;
  }

  /**
   * Passes over the bytes of a JSON string up to its end, as far as none is an escape.
   *
   * @param bytes the text
   * @param from where it begins
   * @param to where it ends
   * @return the first quote, backslash or control, {@code to} when there is none
   */
  public static int endOfSimple(byte[] bytes, int from, int to) {
    int i = endOfPlain(bytes, from, to);
    while (i < to && bytes[i] < 0) {
      i = endOfPlain(bytes, i + 1, to);
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
    int near = Math.min(to, from + SHORT); // most strings are short: nothing is made for them
    int i = from;
    while (i < near && isPlain(bytes[i])) {
      i++;
    }
    if (i < near || to - i < SHORT) {
      return plainUntil(bytes, i, to);
    }
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (; i <= to - 8; i += 8) {
      long x = words.getLong(i);
      long found =
          EightBytes.below(x, ' ')
              | EightBytes.zeros(x ^ QUOTES)
              | EightBytes.zeros(x ^ BACKSLASHES)
              | EightBytes.beyondAscii(x);
      if (found != 0) {
        break;
      }
    }
    return plainUntil(bytes, i, to);
  }

  private static int plainUntil(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isPlain(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\'; // a negative byte is not ASCII
  }
}
