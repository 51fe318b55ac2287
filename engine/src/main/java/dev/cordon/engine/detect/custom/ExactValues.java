package dev.cordon.engine.detect.custom;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A list of values that are findings wherever they stand, such as the names of all customers. Kept
 * as 64-bit SipHash-2-4 values under a key of this list, in an open-addressing table: a million
 * values take 16 MB, and none can be read from a heap dump. Two values are the same without regard
 * to case, to what separates their words, and to how digits are grouped. Immutable, thread-safe.
 */
public final class ExactValues {
  /** The most words that a value may have. */
  public static final int MAX_WORDS = 16;

  /**
   * The fewest letters and digits that a value must have: shorter ones would be found everywhere.
   */
  public static final int MIN_CHARS = 4;

  /** What a value must be to be found, for messages. */
  public static final String LIMITS =
      "at least " + MIN_CHARS + " letters and digits and at most " + MAX_WORDS + " words";

  private final long key0;
  private final long key1;
  private final long[] table;
  private final int size;
  private final int words;

  /** Bit n: some value begins with a word whose hash begins with the 24 bits of n. */
  private final long[] firsts;

  private ExactValues(Builder builder) {
    this.key0 = builder.key0;
    this.key1 = builder.key1;
    this.table = builder.table;
    this.size = builder.size;
    this.words = builder.words;
    this.firsts = builder.firsts;
  }

  /** Returns a builder with a new random key. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how many different values there are. */
  public int size() {
    return size;
  }

  int words() {
    return words;
  }

  WordHash hash() {
    return new WordHash(key0, key1);
  }

  /** Tells whether a value may begin with a word that has no digit. */
  boolean mayBegin(long firstWord) {
    int bit = bit(firstWord);
    return (firsts[bit >> 6] & (1L << bit)) != 0;
  }

  private static int bit(long firstWord) {
    return (int) (firstWord >>> 40) & 0xffffff;
  }

  boolean contains(long hash) {
    return table[slot(table, hash)] != 0;
  }

  private static int slot(long[] table, long hash) {
    int mask = table.length - 1;
    int at = (int) hash & mask;
    while (table[at] != 0 && table[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  @Override
  public String toString() {
    return size + " values";
  }

  /** Takes values; keeps none of them. Not thread-safe. */
  public static final class Builder {
    private final long key0;
    private final long key1;
    private final WordHash hash;
    private final long[] firsts = new long[1 << 18];
    private long[] table = new long[1024];
    private int size;
    private int words = 1;

    private Builder() {
      SecureRandom random = new SecureRandom();
      key0 = random.nextLong();
      key1 = random.nextLong();
      hash = new WordHash(key0, key1);
    }

    /**
     * Adds a value.
     *
     * @param value the value, such as {@code Ada Lovelace} or {@code 4711-0815}
     * @return whether it can be found: it has at most {@value #MAX_WORDS} words, and at least
     *     {@value #MIN_CHARS} letters and digits
     */
    public boolean add(String value) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      return add(text, 0, text.length);
    }

    /**
     * Adds a value.
     *
     * @param text holds the value as UTF-8
     * @param from its first byte
     * @param to the byte after its last one
     * @return whether it can be found, see {@link #add(String)}
     */
    boolean add(byte[] text, int from, int to) {
      int count = 0;
      int chars = 0;
      int first = 0;
      hash.begin();
      int i = from;
      while (i < to) {
        int end = Words.end(text, i, to);
        if (end == i) {
          i = Words.skip(text, i, to);
          continue;
        }
        chars += end - i;
        boolean begins = hash.word(text, i, end);
        if (count == 0) {
          first = bit(hash.value());
        }
        count += begins || count == 0 ? 1 : 0;
        i = end;
      }
      if (count == 0 || count > MAX_WORDS || chars < MIN_CHARS) {
        return false;
      }
      firsts[first >> 6] |= 1L << first;
      words = Math.max(words, count);
      put(hash.value());
      return true;
    }

    private void put(long value) {
      if (size * 2 >= table.length) {
        long[] old = table;
        table = new long[old.length * 2];
        for (long entry : old) {
          if (entry != 0) {
            table[slot(table, entry)] = entry;
          }
        }
        Arrays.fill(old, 0);
      }
      int at = slot(table, value);
      if (table[at] == 0) {
        table[at] = value;
        size++;
      }
    }

    /** Returns how many different values were added so far. */
    int size() {
      return size;
    }

    /** Returns the values added so far; add no more. */
    public ExactValues build() {
      return new ExactValues(this);
    }
  }
}
