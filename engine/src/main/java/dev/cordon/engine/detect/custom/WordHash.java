package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.Ascii;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) over words, folded to lower case; the value can be
 * asked for after each word. Words with digits that stand side by side are one, so that {@code 4711
 * 0815} is {@code 47110815}. Without the key a hash says nothing of its words.
 */
final class WordHash {
  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long block;
  private int count;
  private int length;
  private boolean lastHasDigit;

  WordHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  void begin() {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
    block = 0;
    count = 0;
    length = 0;
    lastHasDigit = false;
  }

  /** Goes on with a word; tells whether it begins one rather than goes on with the last. */
  boolean word(byte[] text, int from, int to) {
    boolean digit = Words.hasDigit(text, from, to);
    boolean joined = digit && lastHasDigit;
    lastHasDigit = digit;
    if (!joined && length > 0) {
      put(0);
    }
    int i = from;
    while (i < to) {
      int b = text[i++] & 0xff;
      if (b >= 0xc3 && b < 0xe0 && i < to) {
        int lower = Character.toLowerCase((b & 0x1f) << 6 | (text[i] & 0x3f));
        boolean same = lower < 0x80 || lower > 0x7ff;
        put(same ? b : 0xc0 | lower >> 6);
        put(same ? text[i] : 0x80 | (lower & 0x3f));
        i++;
      } else {
        put(Ascii.lower(b));
      }
    }
    return !joined;
  }

  private void put(int b) {
    length++;
    block |= (b & 0xffL) << (8 * (count & 7));
    if ((++count & 7) == 0) {
      v3 ^= block;
      round();
      round();
      v0 ^= block;
      block = 0;
    }
  }

  /** Returns the hash of the words so far; never 0. Words may follow. */
  long value() {
    long s0 = v0;
    long s1 = v1;
    long s2 = v2;
    long s3 = v3;
    long last = block | (long) count << 56;
    v3 ^= last;
    round();
    round();
    v0 ^= last;
    v2 ^= 0xff;
    round();
    round();
    round();
    round();
    long value = v0 ^ v1 ^ v2 ^ v3;
    v0 = s0;
    v1 = s1;
    v2 = s2;
    v3 = s3;
    return value == 0 ? 1 : value;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
