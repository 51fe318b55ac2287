package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;
import dev.cordon.engine.detect.Words;

/** The lists of {@code words.txt}. Thread-safe. */
final class CorporateWords {
  private static final WordLists LISTS = WordLists.read(CorporateWords.class, "words.txt");

  private CorporateWords() {}

  /** Returns a list that is read when it is needed. */
  static Words words(String name) {
    return LISTS.words(name);
  }

  /** Returns a list that is read when it is needed, with {@code before} before each word. */
  static Words words(String name, String before) {
    return LISTS.words(before, new String[] {name});
  }

  /** Returns a list to compare with a text. */
  static WordSet list(String name) {
    return new WordSet(LISTS.of(name));
  }
}
