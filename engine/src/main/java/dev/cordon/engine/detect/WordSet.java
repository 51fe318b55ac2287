package dev.cordon.engine.detect;

import java.nio.charset.StandardCharsets;

/**
 * A short list of words that is compared with a text in place, without regard to the case of ASCII
 * letters. Immutable.
 */
public final class WordSet {
  private final byte[][] words;

  /**
   * Makes a set.
   *
   * @param list the words, in small letters
   */
  public WordSet(String... list) {
    words = new byte[list.length][];
    for (int i = 0; i < list.length; i++) {
      byte[] word = list[i].getBytes(StandardCharsets.UTF_8);
      int at = i;
      for (; at > 0 && words[at - 1].length < word.length; at--) {
        words[at] = words[at - 1];
      }
      words[at] = word;
    }
  }

  /** Returns the byte after the longest word that begins at a place, or -1. */
  public int end(ScanText text, int start) {
    for (byte[] word : words) {
      if (stands(text, start, word)) {
        return start + word.length;
      }
    }
    return -1;
  }

  /** Returns the first byte of the longest word that ends at a place, or -1. */
  public int start(ScanText text, int end) {
    for (byte[] word : words) {
      if (stands(text, end - word.length, word)) {
        return end - word.length;
      }
    }
    return -1;
  }

  /** Tells whether a span is one of the words. */
  public boolean holds(ScanText text, int start, int end) {
    for (byte[] word : words) {
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
