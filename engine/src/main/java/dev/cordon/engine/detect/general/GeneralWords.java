package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.WordSet;
import dev.cordon.engine.detect.Words;

/** The lists of {@code words.txt}, read when the first one is needed. Thread-safe. */
final class GeneralWords {
  private static final WordLists LISTS = WordLists.read(GeneralWords.class, "words.txt");

  private GeneralWords() {}

  /** Returns the words of a list. */
  static String[] of(String name) {
    return LISTS.of(name);
  }

  /** Returns a list that is read when it is needed. */
  static Words words(String name) {
    return LISTS.words(name);
  }

  /** Returns a list to compare with a text. */
  static WordSet list(String name) {
    return new WordSet(LISTS.of(name));
  }

  /** Returns the words of a list with a blank before, between and behind them. */
  static String spaced(String name) {
    return LISTS.spaced(name);
  }
}
