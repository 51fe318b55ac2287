package dev.cordon.engine.detect;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Finds the places where detectors may have to be woken: where words begin that may be keywords,
 * capitals, groups of digits, marks. Looks at eight bytes at a time for where something begins, in
 * loops that a compiler turns into vector instructions; then, there, at the first letters, without
 * a branch that could be predicted wrongly. Scratch of a session; not thread-safe.
 */
final class AnchorFinder {
  /** How many bytes are looked at in one go. */
  static final int BLOCK = 512;

  /** How many bytes of the text are held before and behind a block. */
  private static final int BEFORE = 8;

  private static final int BEHIND = 56;

  private static final int LONGS = BLOCK / 8;

  /** Words longer than this have no keyword at their end. */
  static final int LONGEST = 40;

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final long FROM_0 = (0x80 - '0') * EACH;
  private static final long BEHIND_9 = (0x7f - '9') * EACH;

  /** Moves the highest bits of eight bytes next to each other. */
  private static final long GATHER = 0x0002040810204081L;

  private final KeywordIndex index;

  /** A block with what stands around it, and ways to read it. */
  private final byte[] bytes = new byte[BEFORE + BLOCK + BEHIND];

  private final ByteBuffer longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final LongBuffer here = view(BEFORE);
  private final LongBuffer before = view(BEFORE - 1);

  /** The block's bytes, and the byte before each; then the highest bit of those of a kind. */
  private final long[] text = new long[LONGS];

  private final long[] shifted = new long[LONGS];
  private final long[] letters = new long[LONGS];
  private final long[] lettersBefore = new long[LONGS];
  private final long[] small = new long[LONGS];
  private final long[] smallBefore = new long[LONGS];
  private final long[] digits = new long[LONGS];
  private final long[] digitsBefore = new long[LONGS];

  /** The highest bit of each byte where something begins. */
  private final long[] begins = new long[LONGS];

  /** The places that were found, ascending. */
  final int[] places = new int[BLOCK + 1];

  /** By place the bytes there as {@link KeywordIndex#plain} returns them. */
  final long[] plains = new long[BLOCK + 1];

  /** How much of the arrays has held bytes of a text since it was forgotten. */
  private int used;

  private int found;

  AnchorFinder(KeywordIndex index) {
    this.index = index;
  }

  /** Forgets what it read of a text. */
  void forget() {
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(text, 0, used, 0);
    Arrays.fill(shifted, 0, used, 0);
    Arrays.fill(plains, 0, found, 0);
    used = 0;
    found = 0;
  }

  private LongBuffer view(int from) {
    ByteBuffer part = ByteBuffer.wrap(bytes, from, BLOCK).slice();
    return part.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /**
   * Looks for places.
   *
   * @param text holds the text
   * @param begin its first byte
   * @param from where to look
   * @param to where to end, at most {@link #BLOCK} bytes behind
   * @param limit the byte after the text's last one
   * @return how many there are in {@link #places}
   */
  int find(byte[] text, int begin, int from, int to, int limit) {
    int size = to - from;
    int count = (size + 7) >>> 3;
    used = Math.max(used, count);
    hold(text, begin, from, to, limit);
    read(here, this.text, count);
    read(before, shifted, count);
    classify(this.text, letters, small, digits, count);
    classify(shifted, lettersBefore, smallBefore, digitsBefore, count);
    words(letters, lettersBefore, small, smallBefore, begins, count);
    numbers(digits, digitsBefore, begins, count);
    others(this.text, letters, begins, count);
    int kept = 0;
    for (int start = 0; start < size; start += 64) {
      long bits = 0;
      for (int i = start >>> 3; i < count && i < (start >>> 3) + 8; i++) {
        bits |= ((begins[i] * GATHER) >>> 56) << (8 * i);
      }
      if (size - start < 64) {
        bits &= (1L << (size - start)) - 1;
      }
      kept = sift(bits, start, from, kept);
    }
    found = Math.max(found, kept);
    return kept;
  }

  /** Copies a block and what stands around it. */
  private void hold(byte[] text, int begin, int from, int to, int limit) {
    int behind = Math.min(BEHIND, limit - to);
    int ahead = Math.min(BEFORE, from - begin);
    int end = BEFORE + to - from + behind;
    longs.putLong(0, 0);
    System.arraycopy(text, from - ahead, bytes, BEFORE - ahead, ahead + to - from + behind);
    for (int i = end; i < bytes.length && i < end + BEHIND; i++) {
      bytes[i] = 0;
    }
  }

  private static void read(LongBuffer from, long[] into, int count) {
    ((Buffer) from).clear();
    from.get(into, 0, count);
  }

  /** Marks letters, small letters and bytes beyond ASCII, and digits. */
  private static void classify(
      long[] text, long[] letters, long[] small, long[] digits, int count) {
    for (int i = 0; i < count; i++) {
      long x = text[i];
      long seven = x & ~HIGHEST;
      long letter = KeywordIndex.letters(x);
      letters[i] = letter;
      small[i] = (letter & (x << 2)) | (x & HIGHEST);
      digits[i] = (seven + FROM_0) & ~(seven + BEHIND_9) & ~x & HIGHEST;
    }
  }

  /** Marks letters that no letter stands before, and capitals behind small letters. */
  private static void words(
      long[] letters, long[] before, long[] small, long[] smallBefore, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = letters[i] & (~before[i] | (~small[i] & smallBefore[i]));
    }
  }

  private static void numbers(long[] digits, long[] before, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] |= digits[i] & ~before[i];
    }
  }

  /** Marks the percent sign, colon and what ASCII has behind it, and first bytes beyond ASCII. */
  private static void others(long[] text, long[] letters, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      long x = text[i];
      long seven = x & ~HIGHEST;
      long percent = ~((seven ^ ('%' * EACH)) + 0x7f * EACH);
      long mark = ((seven + BEHIND_9) & ~letters[i]) | percent;
      into[i] |= HIGHEST & ((mark & ~x) | (x & (x << 1)));
    }
  }

  /** Keeps of the places where something begins those where a keyword may, or what always wakes. */
  private int sift(long bits, int start, int from, int count) {
    KeywordIndex index = this.index;
    int[] classes = index.classes;
    int kept = count;
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int at = start + Long.numberOfTrailingZeros(rest);
      long x = longs.getLong(BEFORE + at);
      int keep = classes[(int) x & 0xff];
      long plain = KeywordIndex.plain(x);
      if ((x & 0x80) != 0) {
        keep |= index.mayBeHigh(x);
      } else {
        keep |= index.mayBeLong(plain) | index.mayBeShort(plain);
        if (KeywordIndex.wordLength(plain) == 8) {
          keep |= tail(at);
        }
        keep |= bytes[BEFORE + at - 1] == '-' ? index.dashes << ~(int) plain : 0;
      }
      places[kept] = from + at;
      plains[kept] = plain;
      kept += keep >>> 31;
    }
    return kept;
  }

  /** Looks at the end of a long word, which may be a keyword too. */
  private int tail(int at) {
    int length = 8;
    int more = 8;
    while (more == 8 && length < LONGEST) {
      more = KeywordIndex.wordLength(KeywordIndex.plain(longs.getLong(BEFORE + at + length)));
      length += more;
    }
    return index.mayBeTail(longs.getLong(at + length));
  }
}
