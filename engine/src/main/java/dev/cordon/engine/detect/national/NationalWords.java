package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.WordLists;

/**
 * The lists of {@code words.txt}, read when the first detector of this pack is made. Thread-safe.
 */
final class NationalWords {
  private static final WordLists LISTS = WordLists.read(NationalWords.class, "words.txt");

  private NationalWords() {}

  /** Returns the words of a list. */
  static String[] of(String name) {
    return LISTS.of(name);
  }

  /** Returns the words of a list with a prefix, such as {@code (?i)}, before each. */
  static String[] of(String name, String prefix) {
    return LISTS.of(name, prefix);
  }
}
