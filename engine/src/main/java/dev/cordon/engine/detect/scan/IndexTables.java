package dev.cordon.engine.detect.scan;

import java.util.Arrays;

/** The arrays of a {@link KeywordIndex}, which says what they hold. Not thread-safe. */
final class IndexTables {
  final int[] classes;
  final long[] longs;
  final int[] shorts;
  final long[] tailBits;
  final long[] quick;
  final int[] firstLong;
  final int[] firstShort;
  final int[] firstDash;
  long[] texts;
  long[] masks;
  int[] next;
  int[] words;
  int[] shared;
  byte[] behind;
  int[] followers;
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
    texts = new long[8192];
    masks = new long[8192];
    next = new int[8192];
    words = new int[8192];
    shared = new int[8192];
    behind = new byte[8192];
    followers = new int[8192];
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
    texts = in.longs();
    masks = in.longs();
    next = in.ints();
    words = in.ints();
    shared = in.ints();
    behind = in.bytes();
    followers = in.ints();
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
    out.longs(texts);
    out.longs(masks);
    out.ints(next);
    out.ints(words);
    out.ints(shared);
    out.bytes(behind);
    out.ints(followers);
    out.ints(tails);
    out.ints(tailShapes);
  }

  /** Makes room for so many entries, no more. */
  void resize(int room) {
    texts = Arrays.copyOf(texts, room);
    masks = Arrays.copyOf(masks, room);
    next = Arrays.copyOf(next, room);
    words = Arrays.copyOf(words, room);
    shared = Arrays.copyOf(shared, room);
    behind = Arrays.copyOf(behind, room);
    followers = Arrays.copyOf(followers, room);
  }
}
