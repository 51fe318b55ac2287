package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.Words;

/** The lists of {@code words.txt}, read when the first one is needed. Thread-safe. */
final class NationalWords {
  private static final WordLists LISTS = WordLists.read(NationalWords.class, "words.txt");

  private NationalWords() {}

  /** Returns a list that is read when it is needed. */
  static Words words(String name) {
    return LISTS.words(name);
  }

  /** Returns a list that is read when it is needed, with {@code before} before each word. */
  static Words words(String name, String before) {
    return LISTS.words(before, new String[] {name});
  }
}
