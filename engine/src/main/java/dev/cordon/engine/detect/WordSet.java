package dev.cordon.engine.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A short list of words that is compared with a text in place, without regard to the case of ASCII
 * letters: only those of its words that begin, or end, as the text does there. Immutable.
 */
public final class WordSet {
  /** By their lowest bits bytes are told apart. */
  private static final int BUCKETS = 32;

  /** By a word's first byte and by its last one; the longest word first. */
  private final byte[][][] byFirst;

  private final byte[][][] byLast;

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
    byFirst = new byte[BUCKETS][][];
    byLast = new byte[BUCKETS][][];
    for (byte[] word : words) {
      add(byFirst, word[0], word);
      add(byLast, word[word.length - 1], word);
    }
  }

  private static void add(byte[][][] buckets, int b, byte[] word) {
    int bucket = b & (BUCKETS - 1);
    byte[][] before = buckets[bucket];
    int count = before == null ? 0 : before.length;
    byte[][] words = before == null ? new byte[1][] : Arrays.copyOf(before, count + 1);
    words[count] = word;
    buckets[bucket] = words;
  }

  private static byte[] @Nullable [] words(byte[][][] buckets, int b) {
    return buckets[Ascii.lower(b) & (BUCKETS - 1)];
  }

  /** Returns the byte after the longest word that begins at a place, or -1. */
  public int end(ScanText text, int start) {
    byte[][] words = words(byFirst, text.at(start));
    if (words != null) {
      for (byte[] word : words) {
        if (stands(text, start, word)) {
          return start + word.length;
        }
      }
    }
    return -1;
  }

  /** Returns the first byte of the longest word that ends at a place, or -1. */
  public int start(ScanText text, int end) {
    byte[][] words = words(byLast, text.at(end - 1));
    if (words != null) {
      for (byte[] word : words) {
        if (stands(text, end - word.length, word)) {
          return end - word.length;
        }
      }
    }
    return -1;
  }

  /** Tells whether a span is one of the words. */
  public boolean holds(ScanText text, int start, int end) {
    byte[][] words = words(byFirst, text.at(start));
    if (words != null) {
      for (byte[] word : words) {
        if (word.length == end - start && stands(text, start, word)) {
          return true;
        }
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
