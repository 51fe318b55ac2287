package dev.cordon.engine.detect;

/**
 * Finds the keywords that begin at a place by the first letters there. What is no letter counts as
 * one sign, capitals as small letters, so that five bytes at a place are one number; a bit for each
 * such number tells whether a keyword may begin with it, and the keywords that do stand in a chain.
 * Immutable.
 */
final class KeywordIndex {
  /** Keywords of so many bytes are looked for by all of these. */
  static final int WIDE = 8;

  /** Keywords with fewer bytes are looked for by so many. */
  static final int LONG = 5;

  /** Keywords with fewer are looked for by so many. */
  static final int SHORT = 4;

  /** In {@link #classes}: the byte wakes the session wherever it begins something. */
  static final int WAKE = 1 << 31;

  static final int UPPER = 1 << 8;
  static final int NUMBER = 1 << 9;
  static final int MARK = 1 << 10;

  /** The byte may begin a character that the normalised view replaces. */
  static final int FOLD = 1 << 11;

  /** The byte is a backslash or a percent sign. */
  static final int ESCAPE = 1 << 12;

  /** The byte is the lead byte of letters such as Ø. */
  static final int LATIN = 1 << 13;

  static final int BUCKET_BITS = 13;
  static final int TABLE_BITS = 14;
  static final int TAIL_BITS = 13;

  /** What an entry is looked for by: so many bytes, or one of these. */
  static final int DASH = 6;

  static final int HIGH = 7;

  /** All bits of {@link #kind}, which no plain byte has. */
  static final long ANY_KIND = 0x8080800000000000L;

  private static final long LONG_MASK = (1L << (8 * LONG)) - 1;
  private static final long HIGH_MASK = (1L << 24) - 1;
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** By byte: flags. */
  final int[] classes;

  final Keyword[] keywords;

  /** One more than the detector's number by punctuation mark. */
  final int[] marks;

  /** The keywords that are also found at the end of words. */
  final int[] tails;

  /** By these how many letters they have, times 256, and the first one. */
  final int[] tailShapes;

  /** By letter, a bit each: whether a keyword is that letter behind a dash. */
  final int dashes;

  /**
   * By {@link #longSlot}: by {@link #longBit} and {@link #wideBit}, whether a keyword may begin so.
   */
  private final long[] longs;

  /** The same by {@link #shortSlot} and {@link #shortBit}. */
  private final int[] shorts;

  private final int[] tailBits;

  /** By bucket the first entry; zero is none. */
  private final int[] first;

  /** By entry: the plain bytes that its keyword begins with, and its kind. */
  private final long[] texts;

  /** By entry: which bits of these a text must have. */
  private final long[] masks;

  private final int[] next;

  /** By entry: the keyword. */
  private final int[] words;

  /** By entry: how many bytes its keyword begins with as the entry's before does. */
  private final int[] shared;

  KeywordIndex(KeywordIndexBuilder builder) {
    classes = builder.classes;
    keywords = builder.keywords;
    marks = builder.marks;
    tails = builder.tails;
    tailShapes = builder.tailShapes;
    dashes = builder.dashes;
    longs = builder.longs;
    shorts = builder.shorts;
    tailBits = builder.tailBits;
    first = builder.first;
    texts = builder.texts;
    masks = builder.masks;
    next = builder.next;
    words = builder.words;
    shared = builder.shared;
  }

  /** Returns eight bytes, the first lowest, with small letters for letters and 0 for the rest. */
  static long plain(long bytes) {
    long small = (bytes & ~HIGHEST) | (0x20 * EACH);
    return small & spread(letters(bytes));
  }

  /** Returns how many letters what {@link #plain} returned begins with. */
  static int wordLength(long plain) {
    return Long.numberOfTrailingZeros((plain - EACH) & ~plain & HIGHEST) >>> 3;
  }

  /** Returns the highest bit of each byte that is a letter. */
  static long letters(long bytes) {
    long small = (bytes & ~HIGHEST) | (0x20 * EACH);
    long from = small + (0x80 - 'a') * EACH;
    long behind = small + (0x80 - 'z' - 1) * EACH;
    return from & ~behind & ~bytes & HIGHEST;
  }

  private static long spread(long bits) {
    return (bits << 1) - (bits >>> 7);
  }

  /** Returns where a text is looked up by its first {@value #LONG} bytes. */
  static int longSlot(long plain) {
    return (int) (((plain & LONG_MASK) * SPREAD) >>> (64 - TABLE_BITS));
  }

  /** Returns which bit is looked up there, from the highest, by the byte behind. */
  static int longBit(long plain) {
    return (int) (plain >>> (8 * LONG)) & 31;
  }

  /** Returns which bit is looked up there for keywords of {@value #WIDE} bytes and more. */
  static int wideBit(long plain) {
    return 32 + (((int) (plain >>> (8 * LONG)) * 0x9e3779b1) >>> 27);
  }

  /** Returns where a text is looked up by its first three bytes. */
  static int shortSlot(long plain) {
    return (int) (((plain & HIGH_MASK) * SPREAD) >>> (64 - TABLE_BITS));
  }

  /** Returns which bit is looked up there, from the highest, by the fourth byte. */
  static int shortBit(long plain) {
    return (int) (plain >>> 24) & 31;
  }

  /** Returns where a text is looked up that begins with a byte beyond ASCII, by the lowest bit. */
  static int highSlot(long bytes) {
    return (int) (((high(bytes) + HIGH) * SPREAD) >>> (64 - TABLE_BITS));
  }

  /** Returns where the last three letters of a word are looked up, the last one highest. */
  static int tailBit(long bytes) {
    return (int) ((((bytes | (0x20 * EACH)) >>> 40) * SPREAD) >>> (64 - TAIL_BITS));
  }

  /** Returns what keywords that begin with these bytes beyond ASCII are looked for by. */
  static long high(long bytes) {
    return (bytes | (0x20 * EACH)) & HIGH_MASK;
  }

  /** Returns the bits that tell what an entry is looked for by. */
  static long kind(int kind) {
    return (kind & 1L) << 47 | (kind & 2L) << 54 | (kind & 4L) << 61;
  }

  static int bucket(long text, int kind) {
    long looked = kind > LONG ? kind == DASH ? text & 0xff : text : text & ((1L << (8 * kind)) - 1);
    return (int) (((looked + kind) * SPREAD) >>> (64 - BUCKET_BITS));
  }

  /** Returns a number below zero if a keyword of {@link #LONG} bytes or more may begin so. */
  int mayBeLong(long plain) {
    long bits = longs[longSlot(plain)];
    return (int) (((bits << longBit(plain)) | (bits << wideBit(plain))) >>> 32);
  }

  /** Returns a number below zero if a shorter keyword may begin so. */
  int mayBeShort(long plain) {
    return shorts[shortSlot(plain)] << shortBit(plain);
  }

  /** Returns a number below zero if a keyword may begin with these bytes beyond ASCII. */
  int mayBeHigh(long bytes) {
    return shorts[highSlot(bytes)] << 31;
  }

  /** Returns a number below zero if a keyword may end with the letters in the highest bytes. */
  int mayBeTail(long bytes) {
    int bit = tailBit(bytes);
    return tailBits[bit >>> 5] << ~bit;
  }

  /** Returns the first entry of a kind that a text may begin with, 0 if there is none. */
  int first(long plain, int kind) {
    return matching(first[bucket(plain, kind)], plain | kind(kind));
  }

  /** Returns the next one, 0 if there is none. */
  int next(int entry, long plain, int kind) {
    return matching(next[entry], plain | kind(kind));
  }

  private int matching(int from, long text) {
    int entry = from;
    while (entry != 0 && ((texts[entry] ^ text) & masks[entry]) != 0) {
      entry = next[entry];
    }
    return entry;
  }

  /** Returns the number of an entry's keyword. */
  int keyword(int entry) {
    return words[entry];
  }

  /** Returns how many bytes an entry's keyword has in common with that of one before, at least. */
  int shared(int before, int entry) {
    return next[before] == entry ? shared[entry] : 0;
  }
}
