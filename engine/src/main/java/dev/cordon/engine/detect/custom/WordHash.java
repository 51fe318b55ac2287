package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.Ascii;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) over words, folded to lower case, each ended by a zero
 * byte; the value can be asked for after each word. Without the key a hash says nothing of its
 * word.
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

  WordHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /**
   * Tells whether a byte belongs to a word: a letter, a digit or a part of a character beyond
   * ASCII.
   */
  static boolean isWord(int b) {
    return b < 0 || Ascii.isAlnum(b);
  }

  void begin() {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
    block = 0;
    count = 0;
  }

  /** Goes on with a word. */
  void word(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = text[i];
      boolean latin =
          i > from && text[i - 1] == (byte) 0xc3 && (b & 0xff) >= 0x80 && (b & 0xff) <= 0x9e;
      put(latin ? b + 0x20 : Ascii.lower(b));
    }
    put(0);
  }

  private void put(int b) {
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
