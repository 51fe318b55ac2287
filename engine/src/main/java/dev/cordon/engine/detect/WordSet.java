package dev.cordon.engine.detect;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A short list of words that is compared with a text in place, without regard to the case of ASCII
 * letters: only those of its words that begin, or end, as the text does there. Immutable.
 */
public final class WordSet {
  /** By their lowest bits bytes are told apart. */
  private static final int BUCKETS = 32;

  private static final byte[][] NONE = {};

  /** The longest word first. */
  private final byte[][] all;

  /** By a word's first byte and by its last one; null until they are asked for. */
  private volatile byte @Nullable [][][] byFirst;

  private volatile byte @Nullable [][][] byLast;

  /**
   * Makes a set.
   *
   * @param list the words, in small letters
   */
  public WordSet(String... list) {
    byte[][] words = new byte[list.length][];
    for (int i = 0; i < list.length; i++) {
      byte[] word = list[i].getBytes(StandardCharsets.UTF_8);
      if (word.length == 0) {
        throw new IllegalArgumentException("an empty word");
      }
      int at = i;
      for (; at > 0 && words[at - 1].length < word.length; at--) {
        words[at] = words[at - 1];
      }
      words[at] = word;
    }
    all = words;
  }

  /** Returns the words that may begin with a byte. */
  private byte[][] beginning(int b) {
    byte[][][] buckets = byFirst;
    if (buckets == null) {
      buckets = buckets(false);
      byFirst = buckets;
    }
    return buckets[Ascii.lower(b) & (BUCKETS - 1)];
  }

  /** Returns the words that may end with a byte. */
  private byte[][] ending(int b) {
    byte[][][] buckets = byLast;
    if (buckets == null) {
      buckets = buckets(true);
      byLast = buckets;
    }
    return buckets[Ascii.lower(b) & (BUCKETS - 1)];
  }

  private byte[][][] buckets(boolean last) {
    int[] counts = new int[BUCKETS];
    for (byte[] word : all) {
      counts[bucket(word, last)]++;
    }
    byte[][][] buckets = new byte[BUCKETS][][];
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = counts[i] == 0 ? NONE : new byte[counts[i]][];
    }
    for (int i = all.length - 1; i >= 0; i--) {
      int bucket = bucket(all[i], last);
      buckets[bucket][--counts[bucket]] = all[i];
    }
    return buckets;
  }

  private static int bucket(byte[] word, boolean last) {
    return word[last ? word.length - 1 : 0] & (BUCKETS - 1);
  }

  /** Returns the byte after the longest word that begins at a place, or -1. */
  public int end(ScanText text, int start) {
    for (byte[] word : beginning(text.at(start))) {
      if (stands(text, start, word)) {
        return start + word.length;
      }
    }
    return -1;
  }

  /** Returns the first byte of the longest word that ends at a place, or -1. */
  public int start(ScanText text, int end) {
    for (byte[] word : ending(text.at(end - 1))) {
      if (stands(text, end - word.length, word)) {
        return end - word.length;
      }
    }
    return -1;
  }

  /** Tells whether a span is one of the words. */
  public boolean holds(ScanText text, int start, int end) {
    for (byte[] word : beginning(text.at(start))) {
      if (word.length == end - start && stands(text, start, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(ScanText text, int start, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      int b = text.at(start + i);
      if (Ascii.lower(b) != (word[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
