package dev.cordon.engine.detect;

import java.util.Arrays;

/** Fills the tables of a {@link KeywordIndex}: quick in a cold JVM, a few steps a keyword. */
final class KeywordIndexBuilder {
  private static final String FOLD_LEADS =
      "\u00c2\u00cd\u00d8\u00d9\u00db\u00df\u00e0\u00e1\u00e2\u00e3\u00ea\u00ef\u00f0\u00f3";

  private static final long HIGHEST = 1L << 63;

  /** More keywords than this tells apart don't fit into memory. */
  private static final int NUMBER_BITS = 28;

  /** All bits of {@link KeywordIndex#longBit}. */
  private static final long ANYTHING = 0xffffffffL << 32;

  final Keyword[] keywords;
  final int[] marks;
  final int[] classes = new int[256];
  final long[] longs = new long[1 << KeywordIndex.TABLE_BITS];
  final int[] shorts = new int[1 << KeywordIndex.TABLE_BITS];
  final int[] tailBits = new int[1 << (KeywordIndex.TAIL_BITS - 5)];
  final int[] first = new int[1 << KeywordIndex.BUCKET_BITS];
  long[] texts = new long[4096];
  long[] masks = new long[4096];
  int[] next = new int[4096];
  int[] words = new int[4096];
  int[] shared = new int[4096];
  int[] tails = new int[0];
  int[] tailShapes = new int[0];
  int dashes;
  private int size = 1;

  KeywordIndexBuilder(Keyword[] keywords, int[] marks, boolean capitals) {
    this.keywords = keywords;
    this.marks = marks;
    classify(capitals);
    long[] order = order(keywords);
    // An entry comes before those that were put in earlier.
    for (int k = order.length - 1; k >= 0; k--) {
      put((int) order[k] & ((1 << NUMBER_BITS) - 1));
    }
    share();
  }

  private void classify(boolean capitals) {
    for (int b = 0; b < 128; b++) {
      if (Ascii.isUpper(b)) {
        classes[b] = KeywordIndex.WAKE | KeywordIndex.UPPER;
      } else if (Ascii.isDigit(b)) {
        classes[b] = KeywordIndex.WAKE | KeywordIndex.NUMBER;
      } else if (marks[b] != 0) {
        classes[b] = KeywordIndex.WAKE | KeywordIndex.MARK;
      }
    }
    for (int i = 0; i < FOLD_LEADS.length(); i++) {
      classes[FOLD_LEADS.charAt(i)] |= KeywordIndex.WAKE | KeywordIndex.FOLD;
    }
    classes['\\'] |= KeywordIndex.WAKE | KeywordIndex.ESCAPE;
    classes['%'] |= KeywordIndex.WAKE | KeywordIndex.ESCAPE;
    if (capitals) {
      classes[0xc3] |= KeywordIndex.WAKE | KeywordIndex.LATIN;
    }
  }

  private void put(int number) {
    Keyword word = keywords[number];
    byte[] bytes = word.bytes;
    int from = word.from;
    if (bytes[from] < 0) {
      putHigh(number, raw(bytes, from), bytes.length - from);
    } else if (from > 0 && bytes[from - 1] == '-') {
      int letter = plain(bytes[from]);
      dashes |= 1 << letter;
      entry(number, letter, 0xff, KeywordIndex.DASH);
    } else {
      put(number, from, 0, 0);
      if (word.openStart && word.plain && bytes.length > 2) {
        tails = Arrays.copyOf(tails, tails.length + 1);
        tails[tails.length - 1] = number;
        tailShapes = Arrays.copyOf(tailShapes, tails.length);
        tailShapes[tails.length - 1] = bytes.length << 8 | bytes[0];
        set(tailBits, KeywordIndex.tailBit(raw(bytes, bytes.length - 3) << 40));
        long plural = raw(bytes, bytes.length - 2) | (long) 's' << 16;
        set(tailBits, KeywordIndex.tailBit(plural << 40));
      }
    }
  }

  /** Puts in a keyword that begins with a byte beyond ASCII by three bytes, the last one open. */
  private void putHigh(int number, long raw, int length) {
    boolean joint = !keywords[number].literal && raw >>> 16 == ' ';
    if (length > 2 && !joint) {
      high(number, raw);
    } else {
      for (long b = 0; b < 256; b = (b | 0x20) + 1) {
        high(number, (raw & 0xffff) | (b | 0x20) << 16);
      }
    }
  }

  private void high(int number, long raw) {
    shorts[KeywordIndex.highSlot(raw)] |= 1;
    entry(number, KeywordIndex.high(raw), 0xffffff, KeywordIndex.HIGH);
  }

  private static long raw(byte[] bytes, int from) {
    long all = 0;
    for (int i = 0; i < 3 && from + i < bytes.length; i++) {
      all |= (bytes[from + i] & 0xffL) << (8 * i);
    }
    return all;
  }

  /** Returns a byte as {@link KeywordIndex#plain} does. */
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
    Keyword word = keywords[number];
    long text = before;
    int length = count;
    for (int at = from; at < word.bytes.length && length < KeywordIndex.WIDE; at++) {
      int b = word.bytes[at];
      if (b == ' ' && !word.literal) {
        put(number, at + 1, length, text);
      }
      text |= (long) plain(b) << (8 * length++);
    }
    if (length == KeywordIndex.WIDE) {
      longs[KeywordIndex.longSlot(text)] |= HIGHEST >>> KeywordIndex.wideBit(text);
    } else if (length > KeywordIndex.LONG) {
      longs[KeywordIndex.longSlot(text)] |= HIGHEST >>> KeywordIndex.longBit(text);
    } else if (length == KeywordIndex.LONG) {
      longs[KeywordIndex.longSlot(text)] |= behind(word);
    } else {
      fill(word, text, length);
    }
    entry(number, text, ones(length), Math.min(length, KeywordIndex.LONG));
  }

  /** Returns the bits of what may stand behind a keyword of {@link KeywordIndex#LONG} bytes. */
  private static long behind(Keyword word) {
    if (word.openEnd || !word.plain) {
      return ANYTHING;
    }
    return word.whole ? HIGHEST : HIGHEST | HIGHEST >>> ('s' & 31);
  }

  private static long ones(int bytes) {
    return bytes == 8 ? -1L : (1L << (8 * bytes)) - 1;
  }

  /** Sets the bits for all that may stand behind a keyword that is looked for by more bytes. */
  private void fill(Keyword word, long text, int length) {
    if (length == KeywordIndex.SHORT) {
      any(text, length);
      return;
    }
    any(text, length + 1);
    if (word.whole) {
      return;
    }
    if (word.openEnd || !word.plain) {
      for (long b = 'a'; b <= 'z'; b++) {
        any(text | (b << (8 * length)), length + 1);
      }
    } else {
      any(text | ((long) 's' << (8 * length)), length + 2);
    }
  }

  /** Sets the bits of a text with anything behind. */
  private void any(long text, int length) {
    if (length < KeywordIndex.SHORT) {
      any(text, length + 1);
      for (long b = 'a'; b <= 'z'; b++) {
        any(text | (b << (8 * length)), length + 1);
      }
    } else {
      int bit = (int) (HIGHEST >>> 32) >>> KeywordIndex.shortBit(text);
      shorts[KeywordIndex.shortSlot(text)] |= bit;
    }
  }

  private static void set(int[] bits, int bit) {
    bits[bit >>> 5] |= 1 << bit;
  }

  private void entry(int number, long text, long mask, int kind) {
    if (size == words.length) {
      texts = Arrays.copyOf(texts, size * 2);
      masks = Arrays.copyOf(masks, size * 2);
      next = Arrays.copyOf(next, size * 2);
      words = Arrays.copyOf(words, size * 2);
      shared = Arrays.copyOf(shared, size * 2);
    }
    int bucket = KeywordIndex.bucket(text, kind);
    texts[size] = text | KeywordIndex.kind(kind);
    masks[size] = mask | KeywordIndex.ANY_KIND;
    next[size] = first[bucket];
    words[size] = number;
    first[bucket] = size++;
  }

  /** Compares each entry's keyword with the one before that is looked for by the same bytes. */
  private void share() {
    for (int entry = 1; entry < size; entry++) {
      int behind = next[entry];
      if (behind != 0) {
        shared[behind] = common(keywords[words[entry]], keywords[words[behind]]);
      }
    }
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
  private static long[] order(Keyword[] keywords) {
    long[] order = new long[keywords.length];
    for (int i = 0; i < order.length; i++) {
      Keyword word = keywords[i];
      long rank = (word.exactCase ? 2 : 0) + (word.literal ? 1 : 0);
      for (int k = KeywordIndex.LONG; k < KeywordIndex.LONG + 4; k++) {
        rank = rank << 8 | (k < word.bytes.length ? word.bytes[k] & 0xff : 0);
      }
      order[i] = rank << NUMBER_BITS | i;
    }
    Arrays.sort(order);
    return order;
  }
}
