package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.text.EightBytes;
import java.util.Arrays;

/** Puts keywords into the tables of a {@link KeywordIndex}: a few steps a keyword. */
final class KeywordIndexBuilder {
  private static final String FOLD_LEADS =
      "\u00c2\u00cd\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d8\u00d9\u00db\u00df"
          + "\u00e0\u00e1\u00e2\u00e3\u00ea\u00ef\u00f0\u00f3";

  private static final String ESCAPES = "\\%&+=";

  private static final long HIGHEST = 1L << 63;

  /** More keywords than this tells apart don't fit into memory. */
  private static final int NUMBER_BITS = 28;

  /** All bits of {@link KeywordIndex#longBit}. */
  private static final long ANYTHING = 0xffffffffL << 32;

  /** All bits of {@link KeywordIndex#shortBit}: none, and the letters from 1 to 26. */
  private static final int ANY_LETTER = -1 << 5;

  private final IndexTables tables;
  private final KeywordStore keywords;

  /** Of {@link IndexTables#REST}. */
  private static final long SHARED = 0xffff0000L;

  private static final int MOST_SHARED = 0xffff;

  /** The entries before this one were there before. */
  private final int first;

  private byte letterBehind;

  /** Of the next entry {@link IndexTables#RAW} and {@link IndexTables#BITS}. */
  private long raw;

  private long bits;

  private KeywordIndexBuilder(IndexTables tables, KeywordStore keywords) {
    this.tables = tables;
    this.keywords = keywords;
    first = tables.end();
  }

  /**
   * Puts keywords into tables.
   *
   * @param tables the tables, which may hold entries
   * @param keywords all keywords
   * @param from the first one that isn't in the tables
   */
  static void add(IndexTables tables, KeywordStore keywords, int from) {
    KeywordIndexBuilder builder = new KeywordIndexBuilder(tables, keywords);
    long[] order = builder.order(from);
    // An entry comes before those that were put in earlier.
    for (int k = order.length - 1; k >= 0; k--) {
      builder.put((int) order[k] & ((1 << NUMBER_BITS) - 1));
    }
    builder.share();
    if (builder.first == IndexTables.WIDTH) {
      builder.arrange();
    }
  }

  /** Notes which bytes wake a session. */
  static void classify(int[] classes, boolean capitals) {
    for (int b = 0; b < 128; b++) {
      if (Ascii.isUpper(b)) {
        classes[b] = KeywordIndex.WAKE | KeywordIndex.UPPER;
      } else if (Ascii.isDigit(b)) {
        classes[b] = KeywordIndex.WAKE | KeywordIndex.NUMBER;
      }
    }
    for (int i = 0; i < FOLD_LEADS.length(); i++) {
      classes[FOLD_LEADS.charAt(i)] |= KeywordIndex.WAKE | KeywordIndex.FOLD;
    }
    for (int i = 0; i < ESCAPES.length(); i++) {
      classes[ESCAPES.charAt(i)] |= KeywordIndex.WAKE | KeywordIndex.ESCAPE;
    }
    if (capitals) {
      for (int b = 0xc3; b <= 0xed; b++) {
        classes[b] |= KeywordIndex.WAKE | KeywordIndex.LATIN;
      }
    }
  }

  /** Notes the marks that wake a session. */
  static void mark(int[] classes, int[] marks) {
    for (int b = 0; b < marks.length; b++) {
      if (marks[b] != 0) {
        classes[b] |= KeywordIndex.WAKE | KeywordIndex.MARK;
      }
    }
  }

  private void put(int number) {
    Keyword word = keywords.get(number);
    byte[] bytes = word.bytes;
    int from = word.from;
    if (bytes[from] < 0) {
      putHigh(number, raw(bytes, from), bytes.length - from);
    } else if (from > 0 && bytes[from - 1] == '-') {
      int letter = plain(bytes[from]);
      raw = 0;
      bits = 0;
      raw(word, bytes[from], 0);
      entry(number, letter, 1, tables.firstDash, letter & 31);
    } else {
      raw = 0;
      bits = 0;
      put(number, from, 0, 0);
      if (word.openStart && word.plain && bytes.length > 2) {
        tables.tails = append(tables.tails, number);
        tables.tailShapes = append(tables.tailShapes, bytes.length << 8 | bytes[0]);
        tail(bytes);
      }
    }
  }

  private static int[] append(int[] list, int value) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = value;
    return longer;
  }

  /** Puts in a keyword that begins with a byte beyond ASCII by three bytes, the last one open. */
  private void putHigh(int number, long raw, int length) {
    boolean joint = !keywords.get(number).literal && raw >>> 16 == ' ';
    if (length > 2 && !joint) {
      high(number, raw);
    } else {
      for (long b = 0; b < 256; b = (b | 0x20) + 1) {
        high(number, (raw & 0xffff) | (b | 0x20) << 16);
      }
    }
  }

  private void high(int number, long first) {
    int slot = KeywordIndex.highSlot(first);
    tables.shorts[slot] |= 1;
    raw = 0;
    bits = 0;
    entry(number, KeywordIndex.high(first), 3, tables.firstShort, slot);
  }

  private static long raw(byte[] bytes, int from) {
    long all = 0;
    for (int i = 0; i < 3 && from + i < bytes.length; i++) {
      all |= (bytes[from + i] & 0xffL) << (8 * i);
    }
    return all;
  }

  /** Returns a byte as {@link EightBytes#smallLetters} does. */
  private static int plain(int b) {
    return Ascii.isLetter(b) ? b | 0x20 : 0;
  }

  /**
   * Puts a keyword in for each way to write its beginning.
   *
   * @param number the keyword's
   * @param from what of it comes next
   * @param count how many bytes there are already
   * @param before them
   */
  private void put(int number, int from, int count, long before) {
    Keyword word = keywords.get(number);
    long text = before;
    int length = count;
    int at = from;
    for (; at < word.bytes.length && length < KeywordIndex.WIDE; at++) {
      int b = word.bytes[at];
      if (b == ' ' && !word.literal) {
        long rawBefore = raw;
        long bitsBefore = bits;
        put(number, at + 1, length, text);
        raw = rawBefore;
        bits = bitsBefore;
      } else {
        raw(word, b, length);
      }
      text |= (long) plain(b) << (8 * length++);
    }
    if (length < KeywordIndex.LONG) {
      putShort(number, text, length);
      return;
    }
    int slot = KeywordIndex.longSlot(text);
    if (length == KeywordIndex.WIDE) {
      tables.longs[slot] |= HIGHEST >>> KeywordIndex.wideBit(text);
    } else if (length > KeywordIndex.LONG) {
      tables.longs[slot] |= HIGHEST >>> KeywordIndex.longBit(text);
    } else {
      tables.longs[slot] |= behind(word);
    }
    quick(text);
    if (length == KeywordIndex.WIDE) {
      letterBehind = letter(word, at);
    }
    entry(number, text, length, tables.firstLong, slot);
    letterBehind = 0;
  }

  /** Notes a byte of a keyword as one that a text must have, in one case or both. */
  private void raw(Keyword word, int b, int place) {
    if (b >= 0) {
      boolean both = !word.exactCase && Ascii.isLetter(b);
      raw |= (long) b << (8 * place);
      bits |= (both ? 0xdfL : 0xffL) << (8 * place);
    }
  }

  /** Returns the letter that comes next in a keyword, a joint passed over, or 0. */
  private static byte letter(Keyword word, int at) {
    int i = at < word.bytes.length && word.bytes[at] == ' ' && !word.literal ? at + 1 : at;
    return i < word.bytes.length ? (byte) plain(word.bytes[i]) : 0;
  }

  /** Returns the bits of what may stand behind a keyword of {@link KeywordIndex#LONG} bytes. */
  private static long behind(Keyword word) {
    if (word.openEnd || !word.plain) {
      return ANYTHING;
    }
    return word.whole ? HIGHEST : HIGHEST | HIGHEST >>> ('s' & 31);
  }

  /** Puts in a keyword of few bytes with what may stand behind it. */
  private void putShort(int number, long text, int length) {
    Keyword word = keywords.get(number);
    if (word.openEnd || !word.plain) {
      filled(number, text, length);
      return;
    }
    filled(number, text, length + 1);
    if (!word.whole) {
      filled(number, text | ((long) 's' << (8 * length)), length + 2);
    }
  }

  /** Puts in a keyword with these bytes, with all that may be the third one if they are fewer. */
  private void filled(int number, long text, int length) {
    if (length < KeywordIndex.SHORT - 1) {
      filled(number, text, length + 1);
      for (long b = 'a'; b <= 'z'; b++) {
        filled(number, text | (b << (8 * length)), length + 1);
      }
      return;
    }
    int slot = KeywordIndex.shortSlot(text);
    if (length == KeywordIndex.SHORT - 1) {
      tables.shorts[slot] |= ANY_LETTER;
      quick(text);
      for (long b = 'a'; b <= 'z'; b++) {
        quick(text | (b << 24));
      }
    } else {
      tables.shorts[slot] |= Integer.MIN_VALUE >>> KeywordIndex.shortBit(text);
      quick(text);
    }
    entry(number, text, length, tables.firstShort, slot);
  }

  private void quick(long text) {
    int bit = KeywordIndex.quickBit((int) text);
    tables.quick[bit >>> 6] |= 1L << bit;
  }

  /** Notes the last four letters of a keyword and of its plural, with a letter that precedes it. */
  private void tail(byte[] bytes) {
    int last = 0;
    for (byte b : bytes) {
      last = last >>> 8 | b << 24;
    }
    tail(last >>> 8 | 's' << 24);
    if (bytes.length > 3) {
      tail(last);
      return;
    }
    for (int letter = 'a'; letter <= 'z'; letter++) {
      tail(last | letter);
    }
  }

  private void tail(int four) {
    int bit = KeywordIndex.tailBit(four);
    tables.tailBits[bit >>> 6] |= 1L << bit;
  }

  private void entry(int number, long text, int length, int[] first, int slot) {
    if (tables.isFull()) {
      tables.resize(tables.size + Math.max(256, tables.size >> 3));
    }
    int entry = tables.end();
    tables.entries[entry + IndexTables.TEXT] = text;
    tables.entries[entry + IndexTables.RAW] = raw;
    tables.entries[entry + IndexTables.BITS] = bits;
    tables.entries[entry + IndexTables.LINK] = (long) first[slot] << 32 | number;
    tables.entries[entry + IndexTables.REST] = letterBehind | (64 - 8 * length) << 8;
    first[slot] = entry;
    tables.size++;
  }

  /**
   * Compares each entry's keyword with the one before that is looked for by the same bytes, and
   * notes what may stand behind it or one further on, which was put in earlier.
   */
  private void share() {
    long[] entries = tables.entries;
    for (int entry = first; entry < tables.end(); entry += IndexTables.WIDTH) {
      int further = tables.next(entry);
      int behind = (byte) entries[entry + IndexTables.REST];
      int here = behind == 0 ? -1 : 1 << behind;
      int followers = here | (int) (entries[further + IndexTables.REST] >>> 32);
      entries[entry + IndexTables.REST] |= (long) followers << 32;
      if (further != 0) {
        Keyword one = keywords.get(tables.word(entry));
        share(further, common(one, keywords.get(tables.word(further))));
      }
    }
  }

  /** Puts entries that are looked at one after the other side by side. */
  private void arrange() {
    long[] arranged = new long[tables.entries.length];
    int size = IndexTables.WIDTH;
    for (int[] heads : new int[][] {tables.firstLong, tables.firstShort, tables.firstDash}) {
      for (int slot = 0; slot < heads.length; slot++) {
        int entry = heads[slot];
        heads[slot] = entry == 0 ? 0 : size;
        while (entry != 0) {
          int next = tables.next(entry);
          System.arraycopy(tables.entries, entry, arranged, size, IndexTables.WIDTH);
          long link = next == 0 ? 0 : size + IndexTables.WIDTH;
          arranged[size + IndexTables.LINK] = link << 32 | tables.word(entry);
          size += IndexTables.WIDTH;
          entry = next;
        }
      }
    }
    tables.entries = arranged;
  }

  private void share(int entry, int bytes) {
    long rest = tables.entries[entry + IndexTables.REST];
    tables.entries[entry + IndexTables.REST] =
        (rest & ~SHARED) | (long) Math.min(bytes, MOST_SHARED) << 16;
  }

  private static int common(Keyword one, Keyword other) {
    if (one.exactCase != other.exactCase
        || one.literal != other.literal
        || one.from != other.from) {
      return 0;
    }
    int i = 0;
    while (i < one.bytes.length && i < other.bytes.length && one.bytes[i] == other.bytes[i]) {
      i++;
    }
    return i;
  }

  /**
   * Returns the keywords' numbers, each in the lowest bits: those that are compared in the same way
   * one after the other, by the bytes behind those that they are looked for by. Numbers are sorted
   * in no time even in a cold JVM.
   */
  private long[] order(int from) {
    long[] order = new long[keywords.size() - from];
    for (int i = 0; i < order.length; i++) {
      Keyword word = keywords.get(from + i);
      long rank = (word.exactCase ? 2 : 0) + (word.literal ? 1 : 0);
      for (int k = KeywordIndex.LONG; k < KeywordIndex.LONG + 4; k++) {
        rank = rank << 8 | (k < word.bytes.length ? word.bytes[k] & 0xff : 0);
      }
      order[i] = rank << NUMBER_BITS | (from + i);
    }
    Arrays.sort(order);
    return order;
  }
}
