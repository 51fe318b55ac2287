package dev.cordon.engine.detect.scan;

import dev.cordon.engine.text.EightBytes;

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

  static final int TABLE_BITS = 14;
  static final int TAIL_BITS = 13;
  static final int QUICK_BITS = 19;

  /** In what {@link #kinds} returns: keywords of {@link #LONG} bytes and more may begin so. */
  static final int MAY_BE_LONG = 1;

  /** In what {@link #kinds} returns: keywords with fewer bytes may begin so. */
  static final int MAY_BE_SHORT = 2;

  /** A keyword may be at the word's end. */
  static final int MAY_BE_TAIL = 4;

  /** The first byte is beyond ASCII. */
  static final int MAY_BE_HIGH = 8;

  /** A hyphen stands before. */
  static final int MAY_BE_DASH = 16;

  private static final long LONG_MASK = (1L << (8 * LONG)) - 1;
  private static final long HIGH_MASK = (1L << 24) - 1;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** By byte: flags. */
  final int[] classes;

  private final KeywordStore keywords;

  /** One more than the detector's number by punctuation mark. */
  final int[] marks;

  /** The keywords that are also found at the end of words. */
  final int[] tails;

  /** By these how many letters they have, times 256, and the first one. */
  final int[] tailShapes;

  /**
   * By {@link #longSlot}: by {@link #longBit} and {@link #wideBit}, whether a keyword may begin so.
   */
  private final long[] longs;

  /** The same by {@link #shortSlot} and {@link #shortBit}. */
  private final int[] shorts;

  private final long[] tailBits;

  /** By {@link #quickBit}, a bit each: whether a keyword may begin with these four bytes. */
  private final long[] quick;

  /**
   * By {@link #longSlot} where in {@link #entries} the first one of {@link #LONG} bytes and more
   * begins; zero is none.
   */
  private final int[] firstLong;

  /** By {@link #shortSlot} or {@link #highSlot} the first of the other entries. */
  private final int[] firstShort;

  /** By letter the first entry that a dash stands before. */
  private final int[] firstDash;

  /** The entries, as {@link IndexTables#entries} holds them; an entry is where it begins there. */
  private final long[] entries;

  KeywordIndex(IndexTables tables, KeywordStore keywords, int[] marks) {
    this.keywords = keywords;
    this.marks = marks;
    classes = tables.classes;
    tails = tables.tails;
    tailShapes = tables.tailShapes;
    longs = tables.longs;
    shorts = tables.shorts;
    tailBits = tables.tailBits;
    quick = tables.quick;
    firstLong = tables.firstLong;
    firstShort = tables.firstShort;
    firstDash = tables.firstDash;
    entries = tables.entries;
  }

  /** Returns a keyword by its number. */
  Keyword word(int number) {
    return keywords.get(number);
  }

  /** Returns how many keywords there are. */
  int size() {
    return keywords.size();
  }

  /** Returns how many letters what {@link EightBytes#smallLetters} returned begins with. */
  static int wordLength(long plain) {
    return EightBytes.first(EightBytes.zeros(plain));
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
    return (int) ((high(bytes) * SPREAD) >>> (64 - TABLE_BITS));
  }

  /** Returns where the last four letters of a word are looked up, the last one highest. */
  static int tailBit(int letters) {
    return ((letters | 0x20202020) * 0x9e3779b1) >>> (32 - TAIL_BITS);
  }

  /** Returns what keywords that begin with these bytes beyond ASCII are looked for by. */
  static long high(long bytes) {
    return (bytes | (0x20 * EightBytes.EACH)) & HIGH_MASK;
  }

  /** Returns the number that four bytes are looked up by in {@link #quick}. */
  static int quickBit(int plain) {
    return (plain * 0x9e3779b1) >>> (32 - QUICK_BITS);
  }

  /** Returns 1 if a keyword may begin with these four bytes, or 0. */
  long mayBe(int plain) {
    int bit = quickBit(plain);
    return (quick[bit >>> 6] >>> bit) & 1;
  }

  /** Returns which keywords may begin so. */
  int kinds(long plain) {
    return mayBeLong(plain) >>> 31 | (mayBeShort(plain) >>> 31) * MAY_BE_SHORT;
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

  /** Returns 1 if a keyword may begin with these bytes beyond ASCII, or 0. */
  int mayBeHigh(long bytes) {
    return shorts[highSlot(bytes)] & 1;
  }

  /** Returns 1 if a keyword may end with these four letters, or 0. */
  long mayBeTail(int letters) {
    int bit = tailBit(letters);
    return (tailBits[bit >>> 6] >>> bit) & 1;
  }

  /**
   * Returns the first entry of {@link #LONG} bytes and more that a text begins with, or 0.
   *
   * @param plain the text's first bytes as {@link EightBytes#smallLetters} returns them
   * @param raw the same bytes as they are
   */
  int firstLong(long plain, long raw) {
    return matching(firstLong[longSlot(plain)], plain, raw);
  }

  /** Returns the first entry of fewer bytes that a text begins with, or 0. */
  int firstShort(long plain, long raw) {
    return matching(firstShort[shortSlot(plain)], plain, raw);
  }

  /** Returns the first entry that a text begins with whose first byte is beyond ASCII, or 0. */
  int firstHigh(long bytes) {
    return matching(firstShort[highSlot(bytes)], high(bytes), bytes);
  }

  /** Returns the first entry of a letter that a dash stands before, or 0. */
  int firstDash(long plain, long raw) {
    return matching(firstDash[(int) plain & 31], plain, raw);
  }

  /** Returns the next one, 0 if there is none. */
  int next(int entry, long text, long raw) {
    return matching(nextOf(entry), text, raw);
  }

  private int matching(int from, long text, long raw) {
    int entry = from;
    while (entry != 0 && differs(entry, text, raw)) {
      entry = nextOf(entry);
    }
    return entry;
  }

  private boolean differs(int entry, long text, long raw) {
    long[] entries = this.entries;
    long plain = entries[entry + IndexTables.TEXT] ^ text;
    long bytes = entries[entry + IndexTables.RAW] ^ raw;
    int shift = (int) entries[entry + IndexTables.REST] >>> 8;
    return (plain << shift | (bytes & entries[entry + IndexTables.BITS])) != 0;
  }

  private int nextOf(int entry) {
    return (int) (entries[entry + IndexTables.LINK] >>> 32);
  }

  /** Returns the bits that {@link #mayAnyFollow} takes of a text. */
  static int followers(byte[] text, int place, int limit) {
    return place + 9 >= limit ? -1 : 1 << text[place + 8] | 1 << text[place + 9];
  }

  /** Tells whether the keyword of an entry or of one further on may go on as a text does. */
  boolean mayAnyFollow(int entry, int textFollowers) {
    return ((int) (entries[entry + IndexTables.REST] >>> 32) & textFollowers) != 0;
  }

  /** Tells whether an entry's keyword may go on as a text does behind the first eight bytes. */
  boolean mayFollow(int entry, byte[] text, int place, int limit) {
    int wanted = (byte) entries[entry + IndexTables.REST];
    if (wanted == 0 || place + 9 >= limit) {
      return true;
    }
    return (text[place + 8] | 0x20) == wanted || (text[place + 9] | 0x20) == wanted;
  }

  /** Returns the number of an entry's keyword. */
  int keyword(int entry) {
    return (int) entries[entry + IndexTables.LINK];
  }

  /** Returns how many bytes an entry's keyword has in common with that of one before, at least. */
  int shared(int before, int entry) {
    return nextOf(before) == entry ? (int) entries[entry + IndexTables.REST] >>> 16 : 0;
  }
}
