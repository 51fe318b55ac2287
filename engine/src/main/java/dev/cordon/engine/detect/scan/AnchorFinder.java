package dev.cordon.engine.detect.scan;

import dev.cordon.engine.text.EightBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the places where detectors may have to be woken: where words begin that may be keywords,
 * capitals, groups of digits, marks. Asks of each place where something begins what its first
 * letters are, with hardly a branch that could be predicted wrongly. Scratch of a session; not
 * thread-safe.
 */
final class AnchorFinder {
  /** How many bytes are looked at in one go. */
  static final int BLOCK = Block.SIZE;

  /** Words longer than this have no keyword at their end. */
  static final int LONGEST = 40;

  private final KeywordIndex index;
  private final Block block = new Block();

  /** The places that were found, ascending. */
  final int[] places = new int[BLOCK + 1];

  /** By place the bytes there as {@link EightBytes#smallLetters} returns them. */
  final long[] plains = new long[BLOCK + 1];

  /** By place which keywords may be there, as {@link KeywordSearch#at} takes it. */
  final byte[] kinds = new byte[BLOCK + 1];

  /** The most places since they were forgotten. */
  private int found;

  AnchorFinder(KeywordIndex index) {
    this.index = index;
  }

  /** Forgets what it read of a text. */
  void forget() {
    block.forget();
    Arrays.fill(plains, 0, found, 0);
    found = 0;
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
    block.take(text, begin, from, to, limit);
    int kept = 0;
    long letters = block.letters(0);
    for (int start = 0; start < to - from; start += 64) {
      long all = block.begins(start);
      long behind = block.letters(start + 64);
      long tails = tails(all, letters, behind, start);
      kept = check(sift(all, start) | tails, tails, start, from, kept);
      letters = behind;
    }
    found = Math.max(found, kept);
    return kept;
  }

  /** Keeps of 64 bytes those that always wake, and words that begin as a keyword does. */
  private long sift(long all, int start) {
    KeywordIndex index = this.index;
    ByteBuffer plain = block.plain;
    long words = all & block.soft(start);
    long kept = all & ~words;
    for (long rest = words; rest != 0; rest &= rest - 1) {
      int at = Long.numberOfTrailingZeros(rest);
      kept |= index.mayBe(plain.getInt(start + at)) << at;
    }
    return kept;
  }

  /** Marks those of the words that have eight letters or more and end as a keyword does. */
  private long tails(long words, long letter, long behind, int start) {
    long two = letter & (letter >>> 1 | behind << 63);
    long four = two & (two >>> 2 | behind << 62);
    long eight = four & (four >>> 4 | behind << 60);
    long found = 0;
    for (long rest = words & eight; rest != 0; rest &= rest - 1) {
      int at = Long.numberOfTrailingZeros(rest);
      long run = letter >>> at | behind << 1 << ~at;
      int length = Math.min(Long.numberOfTrailingZeros(~run), LONGEST);
      found |= index.mayBeTail(block.plain.getInt(start + at + length - 4)) << at;
    }
    return found;
  }

  /** Keeps of these the places where a keyword may be, or what always wakes. */
  private int check(long bits, long tails, int start, int from, int count) {
    KeywordIndex index = this.index;
    Block block = this.block;
    ByteBuffer plain = block.plain;
    int kept = count;
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      int at = start + bit;
      long x = plain.getLong(at);
      int first = block.at(at);
      int kind = index.kinds(x) | ((int) (tails >>> bit) & 1) * KeywordIndex.MAY_BE_TAIL;
      if (first < 0) {
        kind = index.mayBeHigh(block.bytes(at)) * KeywordIndex.MAY_BE_HIGH;
      } else if (block.at(at - 1) == '-') {
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
