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
  static final int BLOCK = 1024;

  /** How many bytes of the text are held before and behind a block. */
  private static final int BEFORE = 8;

  private static final int BEHIND = 56;

  private static final int LONGS = BLOCK / 8;
  private static final int MORE = BEHIND / 8;

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
  private final long[] text = new long[LONGS + MORE];

  private final long[] plain = new long[LONGS + MORE];
  private final long[] soft = new long[LONGS];
  private final ByteBuffer plainBytes =
      ByteBuffer.allocate(BLOCK + BEHIND).order(ByteOrder.LITTLE_ENDIAN);
  private final LongBuffer plainLongs = plainBytes.asLongBuffer();

  private final long[] shifted = new long[LONGS];
  private final long[] letters = new long[LONGS + MORE];
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

  /** By place what {@link KeywordIndex#kinds} says of them. */
  final byte[] kinds = new byte[BLOCK + 1];

  /** How much of the arrays has held bytes of a text since it was forgotten. */
  private int used;

  private int found;

  /** Words of the 64 bytes that end as a keyword does. */
  private long tails;

  AnchorFinder(KeywordIndex index) {
    this.index = index;
  }

  /** Forgets what it read of a text. */
  void forget() {
    Arrays.fill(bytes, 0, BEFORE + 8 * used + BEHIND, (byte) 0);
    Arrays.fill(text, 0, used + MORE, 0);
    Arrays.fill(plain, 0, used + MORE, 0);
    ((Buffer) plainLongs).clear();
    plainLongs.put(plain, 0, used + MORE);
    Arrays.fill(shifted, 0, used, 0);
    Arrays.fill(plains, 0, found, 0);
    used = 0;
    found = 0;
  }

  private LongBuffer view(int from) {
    ByteBuffer part = ByteBuffer.wrap(bytes, from, BLOCK + BEHIND).slice();
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
    read(here, this.text, count + MORE);
    read(before, shifted, count);
    classify(this.text, letters, small, digits, count);
    classify(shifted, lettersBefore, smallBefore, digitsBefore, count);
    words(letters, lettersBefore, small, smallBefore, begins, count);
    numbers(digits, digitsBefore, begins, count);
    others(this.text, letters, begins, count);
    soft(shifted, letters, small, begins, soft, count);
    plain(this.text, letters, plain, count + MORE);
    ((Buffer) plainLongs).clear();
    plainLongs.put(plain, 0, count + MORE);
    int kept = 0;
    for (int start = 0; start < size; start += 64) {
      kept = check(sift(start, count, size), start, from, kept);
    }
    found = Math.max(found, kept);
    return kept;
  }

  private static void plain(long[] text, long[] letters, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      long x = text[i];
      long letter = KeywordIndex.letters(x);
      letters[i] = letter;
      into[i] = ((x & ~HIGHEST) | (0x20 * EACH)) & ((letter << 1) - (letter >>> 7));
    }
  }

  /** Marks small letters that begin something, unless a hyphen stands before. */
  private static void soft(
      long[] shifted, long[] letters, long[] small, long[] begins, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      long x = shifted[i];
      long hyphen = ~(((x & ~HIGHEST) ^ ('-' * EACH)) + 0x7f * EACH) & ~x;
      into[i] = begins[i] & letters[i] & small[i] & ~hyphen;
    }
  }

  private static long gather(long[] bits, int from, int to) {
    long all = 0;
    for (int i = from; i < to && i < from + 8; i++) {
      all |= ((bits[i] * GATHER) >>> 56) << (8 * i);
    }
    return all;
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

  /** Keeps of 64 bytes those that always wake, and words that begin or end as a keyword does. */
  private long sift(int start, int count, int size) {
    int first = start >>> 3;
    long all = gather(begins, first, count);
    if (size - start < 64) {
      all &= (1L << (size - start)) - 1;
    }
    long words = all & gather(soft, first, count);
    tails = tails(all, start);
    long kept = (all & ~words) | tails;
    KeywordIndex index = this.index;
    for (long rest = words; rest != 0; rest &= rest - 1) {
      int at = Long.numberOfTrailingZeros(rest);
      kept |= index.mayBe(plainBytes.getInt(start + at)) << at;
    }
    return kept;
  }

  /** Marks those of the words that have eight letters or more and end as a keyword does. */
  private long tails(long words, int start) {
    int first = start >>> 3;
    long letter = gather(letters, first, first + 8);
    long behind = gather(letters, first + 8, first + 8 + LONGEST / 8);
    long two = letter & (letter >>> 1 | behind << 63);
    long four = two & (two >>> 2 | behind << 62);
    long eight = four & (four >>> 4 | behind << 60);
    long found = 0;
    for (long rest = words & eight; rest != 0; rest &= rest - 1) {
      int at = Long.numberOfTrailingZeros(rest);
      long run = letter >>> at | behind << 1 << ~at;
      int length = Math.min(Long.numberOfTrailingZeros(~run), LONGEST);
      found |= index.mayBeTail(plainBytes.getInt(start + at + length - 4)) << at;
    }
    return found;
  }

  /** Keeps of these the places where a keyword may be, or what always wakes. */
  private int check(long bits, int start, int from, int count) {
    KeywordIndex index = this.index;
    int kept = count;
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      int at = start + bit;
      long x = plainBytes.getLong(at);
      int first = bytes[BEFORE + at];
      int kind = index.kinds(x) | ((int) (tails >>> bit) & 1) * KeywordIndex.MAY_BE_TAIL;
      if (first < 0) {
        kind = index.mayBeHigh(longs.getLong(BEFORE + at)) * KeywordIndex.MAY_BE_HIGH;
      } else if (bytes[BEFORE + at - 1] == '-') {
        kind |= KeywordIndex.MAY_BE_DASH;
      }
      int keep = (index.classes[first & 0xff] >>> 31) | kind;
      places[kept] = from + at;
      plains[kept] = x;
      kinds[kept] = (byte) kind;
      kept += -keep >>> 31;
    }
    return kept;
  }
}
