package dev.cordon.engine.detect;

/**
 * Finds the keywords that begin at a place by the first letters there. What is no letter counts as
 * one sign, capitals as small letters, so that five bytes at a place are one number; a bit for each
 * such number tells whether a keyword may begin with it, and the keywords that do stand in a chain.
 * Immutable.
 */
final class KeywordIndex {
  /** How many bytes of a keyword are looked at before the keyword itself is. */
  static final int LONG = 5;

  /** Keywords with fewer bytes are looked for by so many. */
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
  static final int LONG_BITS = 20;
  static final int SHORT_BITS = 19;
  static final int TAIL_BITS = 13;

  /** What else than the number of bytes a key can say in its highest byte. */
  static final int DASH = 6;

  static final int HIGH = 7;

  private static final long LONG_MASK = (1L << (8 * LONG)) - 1;
  private static final long SHORT_MASK = (1L << (8 * SHORT)) - 1;
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

  /** By letter, a bit each: whether a keyword is that letter behind a dash. */
  final int dashes;

  private final int[] longBits;
  private final int[] shortBits;
  private final int[] tailBits;

  /** By bucket the first entry; zero is none. */
  private final int[] first;

  /** By entry: the key that its keyword has. */
  private final long[] keys;

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
    dashes = builder.dashes;
    longBits = builder.longBits;
    shortBits = builder.shortBits;
    tailBits = builder.tailBits;
    first = builder.first;
    keys = builder.keys;
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
    return (bits >>> 7) * 0xff;
  }

  static boolean test(int[] bits, int bit) {
    return bits[bit >>> 5] << ~bit < 0;
  }

  /**
   * Returns where in the bits for keywords of {@value #LONG} bytes and more a text is looked up.
   */
  static int longBit(long plain) {
    return (int) (((plain & LONG_MASK) * SPREAD) >>> (64 - LONG_BITS));
  }

  static int shortBit(long plain) {
    return (int) (((plain & SHORT_MASK) * SPREAD) >>> (64 - SHORT_BITS));
  }

  /** Returns where in the short bits a text is looked up that begins with a byte beyond ASCII. */
  static int highBit(long bytes) {
    return (int) ((high(bytes) * SPREAD) >>> (64 - SHORT_BITS));
  }

  /** Returns where the last three letters of a word are looked up, the last one highest. */
  static int tailBit(long bytes) {
    return (int) ((((bytes | (0x20 * EACH)) >>> 40) * SPREAD) >>> (64 - TAIL_BITS));
  }

  /** Returns the key of keywords that begin with a byte beyond ASCII. */
  static long high(long bytes) {
    return ((bytes | (0x20 * EACH)) & HIGH_MASK) | ((long) HIGH << 56);
  }

  /** Returns the key of keywords that have so many bytes, or more if that is {@link #LONG}. */
  static long key(long plain, int size) {
    return (plain & ((1L << (8 * size)) - 1)) | ((long) size << 56);
  }

  /** Returns the key of keywords that begin with a letter behind a dash. */
  static long dash(long plain) {
    return (plain & 0xff) | ((long) DASH << 56);
  }

  static int bucket(long key) {
    return (int) ((key * SPREAD) >>> (64 - BUCKET_BITS));
  }

  /** Returns a number below zero if a keyword of {@link #LONG} bytes or more may begin so. */
  int mayBeLong(long plain) {
    int bit = longBit(plain);
    return longBits[bit >>> 5] << ~bit;
  }

  /** Returns a number below zero if a shorter keyword may begin so. */
  int mayBeShort(long plain) {
    int bit = shortBit(plain);
    return shortBits[bit >>> 5] << ~bit;
  }

  /** Returns a number below zero if a keyword may begin with these bytes beyond ASCII. */
  int mayBeHigh(long bytes) {
    int bit = highBit(bytes);
    return shortBits[bit >>> 5] << ~bit;
  }

  /** Returns a number below zero if a keyword may end with the letters in the highest bytes. */
  int mayBeTail(long bytes) {
    int bit = tailBit(bytes);
    return tailBits[bit >>> 5] << ~bit;
  }

  /** Returns the first entry that has a key, 0 if there is none. */
  int first(long key) {
    return matching(first[bucket(key)], key);
  }

  /** Returns the next one, 0 if there is none. */
  int next(int entry, long key) {
    return matching(next[entry], key);
  }

  private int matching(int from, long key) {
    int entry = from;
    while (entry != 0 && keys[entry] != key) {
      entry = next[entry];
    }
    return entry;
  }

  /** Returns the number of an entry's keyword. */
  int keyword(int entry) {
    return words[entry];
  }

  /** Returns how many bytes an entry's keyword has in common with that of the entry before it. */
  int shared(int entry) {
    return shared[entry];
  }
}
