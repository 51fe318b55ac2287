package dev.cordon.engine.detect.scan;

import dev.cordon.engine.text.EightBytes;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A part of a text, and where in it something begins. Bytes are classified eight at a time, in
 * loops so plain that a compiler turns them into vector instructions: each does one thing. Scratch
 * of a session; not thread-safe.
 */
final class Block {
  /** The most bytes of a block. */
  static final int SIZE = 1024;

  /** How many bytes of the text are held before and behind a block. */
  private static final int BEFORE = 8;

  private static final int BEHIND = 56;

  private static final int LONGS = SIZE / 8;
  private static final int MORE = BEHIND / 8;

  /** The block with what stands around it, and ways to read it. */
  private final byte[] bytes = new byte[BEFORE + SIZE + BEHIND];

  private final ByteBuffer longs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final LongBuffer here = view(BEFORE);
  private final LongBuffer before = view(BEFORE - 1);

  /** The bytes of the block and behind it as {@link EightBytes#smallLetters} returns them. */
  final ByteBuffer plain = ByteBuffer.allocate(SIZE + BEHIND).order(ByteOrder.LITTLE_ENDIAN);

  private final LongBuffer plainView = plain.asLongBuffer();

  /** The block's bytes, and the byte before each; then the highest bit of those of a kind. */
  private final long[] text = new long[LONGS + MORE];

  private final long[] shifted = new long[LONGS];
  private final long[] plainLongs = new long[LONGS + MORE];
  private final long[] letters = new long[LONGS + MORE];
  private final long[] lettersBefore = new long[LONGS];
  private final long[] small = new long[LONGS];
  private final long[] smallBefore = new long[LONGS];
  private final long[] digits = new long[LONGS];
  private final long[] digitsBefore = new long[LONGS];
  private final long[] begins = new long[LONGS];
  private final long[] soft = new long[LONGS];

  private int size;
  private int count;

  /** How much of the arrays has held bytes of a text since it was forgotten. */
  private int used;

  private LongBuffer view(int from) {
    ByteBuffer part = ByteBuffer.wrap(bytes, from, SIZE + BEHIND).slice();
    return part.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /**
   * Takes a part of a text.
   *
   * @param text holds the text
   * @param begin its first byte
   * @param from the part's first byte
   * @param to the byte after its last one, at most {@link #SIZE} bytes behind
   * @param limit the byte after the text's last one
   */
  void take(byte[] text, int begin, int from, int to, int limit) {
    size = to - from;
    count = (size + 7) >>> 3;
    used = Math.max(used, count);
    hold(text, begin, from, to, limit);
    read(here, this.text, count + MORE);
    read(before, shifted, count);
    letters(this.text, letters, count + MORE);
    letters(shifted, lettersBefore, count);
    classify(this.text, letters, small, digits, count);
    classify(shifted, lettersBefore, smallBefore, digitsBefore, count);
    words(letters, lettersBefore, small, smallBefore, begins, count);
    numbers(digits, digitsBefore, begins, count);
    others(this.text, letters, begins, count);
    soft(shifted, letters, small, begins, soft, count);
    plain(this.text, letters, plainLongs, count + MORE);
    ((Buffer) plainView).clear();
    plainView.put(plainLongs, 0, count + MORE);
  }

  /** Forgets what it read of texts. */
  void forget() {
    Arrays.fill(bytes, 0, BEFORE + 8 * used + BEHIND, (byte) 0);
    Arrays.fill(text, 0, used + MORE, 0);
    Arrays.fill(shifted, 0, used, 0);
    Arrays.fill(plainLongs, 0, used + MORE, 0);
    ((Buffer) plainView).clear();
    plainView.put(plainLongs, 0, used + MORE);
    used = 0;
  }

  /** Returns a bit for each of 64 bytes where something begins, the first lowest. */
  long begins(int start) {
    long all = gather(begins, start >>> 3, count);
    return size - start < 64 ? all & ((1L << (size - start)) - 1) : all;
  }

  /** Returns a bit for each that is a small letter behind no hyphen. */
  long soft(int start) {
    return gather(soft, start >>> 3, count);
  }

  /** Returns a bit for each that is a letter; of those behind the block only the next few. */
  long letters(int start) {
    return gather(letters, start >>> 3, count + MORE);
  }

  /** Returns a byte of the block or the one before it. */
  int at(int place) {
    return bytes[BEFORE + place];
  }

  /** Returns eight bytes, the first lowest, 0 for what is behind the text. */
  long bytes(int place) {
    return longs.getLong(BEFORE + place);
  }

  private static long gather(long[] bits, int from, int to) {
    if (from + 8 <= to) {
      return EightBytes.gathered(bits[from])
          | EightBytes.gathered(bits[from + 1]) << 8
          | EightBytes.gathered(bits[from + 2]) << 16
          | EightBytes.gathered(bits[from + 3]) << 24
          | EightBytes.gathered(bits[from + 4]) << 32
          | EightBytes.gathered(bits[from + 5]) << 40
          | EightBytes.gathered(bits[from + 6]) << 48
          | EightBytes.gathered(bits[from + 7]) << 56;
    }
    long all = 0;
    for (int i = from; i < to && i < from + 8; i++) {
      all |= EightBytes.gathered(bits[i]) << (8 * i);
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

  private static void letters(long[] text, long[] letters, int count) {
    for (int i = 0; i < count; i++) {
      letters[i] = EightBytes.letters(text[i]);
    }
  }

  /** Marks small letters and bytes beyond ASCII, and digits. */
  private static void classify(
      long[] text, long[] letters, long[] small, long[] digits, int count) {
    for (int i = 0; i < count; i++) {
      long x = text[i];
      small[i] = EightBytes.small(x, letters[i]) | EightBytes.beyondAscii(x);
      digits[i] = EightBytes.digits(x);
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
      long mark =
          (EightBytes.above(x, '9') & ~letters[i])
              | EightBytes.between(x, '%', '&')
              | EightBytes.equal(x, '+');
      into[i] |= mark | EightBytes.leads(x);
    }
  }

  /** Marks small letters that begin something, unless a hyphen stands before. */
  private static void soft(
      long[] shifted, long[] letters, long[] small, long[] begins, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      long hyphen = EightBytes.equal(shifted[i], '-');
      into[i] = begins[i] & letters[i] & small[i] & ~hyphen;
    }
  }

  private static void plain(long[] text, long[] letters, long[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = EightBytes.smallLetters(text[i], letters[i]);
    }
  }
}
