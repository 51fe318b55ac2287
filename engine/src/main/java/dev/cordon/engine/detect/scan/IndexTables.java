package dev.cordon.engine.detect.scan;

import java.util.Arrays;

/** The arrays of a {@link KeywordIndex}, which says what they hold. Not thread-safe. */
final class IndexTables {
  /** How many numbers an entry has. */
  static final int WIDTH = 5;

  /** Of an entry: the plain bytes that its keyword begins with, and what may stand behind it. */
  static final int TEXT = 0;

  /**
   * Of an entry: the bytes of its keyword as they are, and which bits of these a text must have.
   */
  static final int RAW = 1;

  static final int BITS = 2;

  /** Of an entry: the keyword's number, and in the upper half where the next entry stands. */
  static final int LINK = 3;

  /**
   * Of an entry, from the lowest bit: in 8 bits the letter behind its bytes if there are eight, a
   * joint passed over, or 0; in 8 how many bits of {@link #TEXT} don't count, from the highest; in
   * 16 how many bytes its keyword begins with as the entry's before does; in 32 a bit for each
   * letter that may follow it or one further on.
   */
  static final int REST = 4;

  final int[] classes;
  final long[] longs;
  final int[] shorts;
  final long[] tailBits;
  final long[] quick;
  final int[] firstLong;
  final int[] firstShort;
  final int[] firstDash;

  /**
   * By entry {@value #WIDTH} numbers, side by side, so that a comparison waits for memory once. An
   * entry is named by where it begins here.
   */
  long[] entries;

  int[] tails;
  int[] tailShapes;

  /** How many entries there are, the one that is none included. */
  int size;

  /** Makes tables without entries. */
  IndexTables() {
    classes = new int[256];
    longs = new long[1 << KeywordIndex.TABLE_BITS];
    shorts = new int[1 << KeywordIndex.TABLE_BITS];
    tailBits = new long[1 << (KeywordIndex.TAIL_BITS - 6)];
    quick = new long[1 << (KeywordIndex.QUICK_BITS - 6)];
    firstLong = new int[1 << KeywordIndex.TABLE_BITS];
    firstShort = new int[1 << KeywordIndex.TABLE_BITS];
    firstDash = new int[32];
    entries = new long[8192 * WIDTH];
    tails = new int[0];
    tailShapes = new int[0];
    size = 1;
  }

  /** Reads what {@link #write} has written. */
  IndexTables(TableReader in) {
    size = in.number();
    classes = in.ints();
    longs = in.longs();
    shorts = in.ints();
    tailBits = in.longs();
    quick = in.longs();
    firstLong = in.ints();
    firstShort = in.ints();
    firstDash = in.ints();
    entries = in.longs();
    tails = in.ints();
    tailShapes = in.ints();
  }

  void write(TableWriter out) {
    resize(size);
    out.number(size);
    out.ints(classes);
    out.longs(longs);
    out.ints(shorts);
    out.longs(tailBits);
    out.longs(quick);
    out.ints(firstLong);
    out.ints(firstShort);
    out.ints(firstDash);
    out.longs(entries);
    out.ints(tails);
    out.ints(tailShapes);
  }

  /** Makes room for so many entries, no more. */
  void resize(int room) {
    entries = Arrays.copyOf(entries, room * WIDTH);
  }

  /** Tells whether there is no room for another entry. */
  boolean isFull() {
    return size * WIDTH == entries.length;
  }

  /** Returns where the entry behind the last one begins. */
  int end() {
    return size * WIDTH;
  }

  /** Returns the number of the keyword of the entry that begins at a place. */
  int word(int at) {
    return (int) entries[at + LINK];
  }

  /** Returns where the next entry begins, 0 if there is none. */
  int next(int at) {
    return (int) (entries[at + LINK] >>> 32);
  }
}
