package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;

/** The lists of {@code words.txt}. Thread-safe. */
final class CorporateWords {
  private static final WordLists LISTS = WordLists.read(CorporateWords.class, "words.txt");

  private CorporateWords() {}

  /** Returns the words of a list as they are written. */
  static String[] of(String name) {
    return LISTS.of(name);
  }

  /** Returns the words of a list with something before each. */
  static String[] of(String name, String before) {
    return LISTS.of(name, before);
  }

  /** Returns a list to compare with a text. */
  static WordSet list(String name) {
    return new WordSet(LISTS.of(name));
  }
}
