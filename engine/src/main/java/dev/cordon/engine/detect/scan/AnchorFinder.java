package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
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

  /** So many bits are spread in one go, and the rest by a step each. */
  private static final int SPREAD = 16;

  private static final int CHUNKS = BLOCK / 64;

  private final KeywordIndex index;
  private final Block block = new Block();

  /** By 64 bytes of the block, a bit each: what is a letter. */
  private final long[] letters = new long[CHUNKS + 1];

  /** The same: what wakes whatever stands there, and words that end as a keyword does. */
  private final long[] always = new long[CHUNKS];

  private final long[] tails = new long[CHUNKS];

  /** Where in the block words of eight letters and more begin. */
  private final int[] longer = new int[BLOCK];

  /** The places that were found, ascending; before that, where something begins in the block. */
  final int[] places = new int[BLOCK + SPREAD];

  /** By place the bytes there as {@link EightBytes#smallLetters} returns them. */
  final long[] plains = new long[BLOCK + 1];

  /** By place which keywords may be there, as {@link KeywordIndex#kinds} says. */
  final byte[] kinds = new byte[BLOCK + 1];

  /** By place the first entries of long and of short keywords that may be there, or 0. */
  final int[] longs = new int[BLOCK + 1];

  final int[] shorts = new int[BLOCK + 1];

  /** The text's place that the block begins at. */
  private int base;

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
    int count = spread(to - from);
    base = from;
    int kept = check(sift(count));
    found = Math.max(found, kept);
    return confirm(kept);
  }

  /** Lists where something begins; returns at how many places. */
  private int spread(int size) {
    Block block = this.block;
    int count = 0;
    int words = 0;
    long letter = block.letters(0);
    for (int start = 0, chunk = 0; start < size; start += 64, chunk++) {
      long all = block.begins(start);
      long behind = block.letters(start + 64);
      letters[chunk] = letter;
      always[chunk] = all & ~block.soft(start);
      tails[chunk] = 0;
      spread(all, start, places, count);
      count += Long.bitCount(all);
      long two = letter & (letter >>> 1 | behind << 63);
      long four = two & (two >>> 2 | behind << 62);
      long eight = all & four & (four >>> 4 | behind << 60);
      for (; eight != 0; eight &= eight - 1) {
        longer[words++] = start + Long.numberOfTrailingZeros(eight);
      }
      letter = behind;
      letters[chunk + 1] = behind;
    }
    tails(words);
    return count;
  }

  /**
   * Lists the bits of 64 places: mostly in one go, since how many there are can't be predicted.
   * What it writes behind them means nothing.
   */
  private static void spread(long bits, int start, int[] into, int from) {
    long rest = bits;
    int at = from;
    for (int i = 0; i < SPREAD; i++) {
      into[at++] = start + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    for (; rest != 0; rest &= rest - 1) {
      into[at++] = start + Long.numberOfTrailingZeros(rest);
    }
  }

  /** Marks those of the words that have eight letters or more and end as a keyword does. */
  private void tails(int words) {
    KeywordIndex index = this.index;
    ByteBuffer plain = block.plain;
    for (int i = 0; i < words; i++) {
      int at = longer[i];
      int chunk = at >>> 6;
      long run = letters[chunk] >>> at | letters[chunk + 1] << 1 << ~at;
      int length = Math.min(Long.numberOfTrailingZeros(~run), LONGEST);
      tails[chunk] |= index.mayBeTail(plain.getInt(at + length - 4)) << at;
    }
  }

  /** Keeps what always wakes, and words that begin or end as a keyword does. */
  private int sift(int count) {
    KeywordIndex index = this.index;
    ByteBuffer plain = block.plain;
    int[] places = this.places;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int at = places[i];
      int chunk = at >>> 6;
      long keep = index.mayBe(plain.getInt(at)) | (always[chunk] | tails[chunk]) >>> at;
      places[kept] = at;
      kept += (int) keep & 1;
    }
    return kept;
  }

  /** Keeps of these the places where a keyword may be, or what always wakes. */
  private int check(int count) {
    KeywordIndex index = this.index;
    Block block = this.block;
    ByteBuffer plain = block.plain;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int at = places[i];
      long x = plain.getLong(at);
      int first = block.at(at);
      int tail = (int) (tails[at >>> 6] >>> at) & 1;
      int kind = index.kinds(x) | tail * KeywordIndex.MAY_BE_TAIL;
      if (first < 0) {
        kind = index.mayBeHigh(block.bytes(at)) * KeywordIndex.MAY_BE_HIGH;
      } else if (block.at(at - 1) == '-') {
        kind |= KeywordIndex.MAY_BE_DASH;
      }
      int keep = (index.classes[first & 0xff] >>> 31) | kind;
      places[kept] = at;
      plains[kept] = x;
      kinds[kept] = (byte) kind;
      kept += -keep >>> 31;
    }
    return kept;
  }

  /** Looks for the first entries of keywords, and drops the places where there is none. */
  private int confirm(int count) {
    KeywordIndex index = this.index;
    Block block = this.block;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int at = places[i];
      long x = plains[i];
      long raw = block.bytes(at);
      int kind = kinds[i];
      if ((x & 0xff) == 0 && !Ascii.isDigit((int) raw & 0xff)) {
        kind &= -KeywordIndex.MAY_BE_TAIL; // no keyword is looked for at a mark
      }
      int first = (kind & KeywordIndex.MAY_BE_LONG) == 0 ? 0 : index.firstLong(x, raw);
      int second = (kind & KeywordIndex.MAY_BE_SHORT) == 0 ? 0 : index.firstShort(x, raw);
      kind &= -KeywordIndex.MAY_BE_TAIL;
      kind |= -first >>> 31 | (-second >>> 31) * KeywordIndex.MAY_BE_SHORT;
      places[kept] = base + at;
      plains[kept] = x;
      kinds[kept] = (byte) kind;
      longs[kept] = first;
      shorts[kept] = second;
      int keep = (index.classes[(int) raw & 0xff] >>> 31) | kind;
      kept += -keep >>> 31;
    }
    return kept;
  }

  /** Returns the bytes at one of the places. */
  long raw(int k) {
    return block.bytes(places[k] - base);
  }
}
