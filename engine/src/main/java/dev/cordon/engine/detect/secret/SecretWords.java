package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.Words;

/** The lists of {@code words.txt}, read when the first one is needed. Thread-safe. */
final class SecretWords {
  private static final WordLists LISTS = WordLists.read(SecretWords.class, "words.txt");

  private SecretWords() {}

  /** Returns the words of a list. */
  static String[] of(String name) {
    return LISTS.of(name);
  }

  /** Returns a list that is read when it is needed. */
  static Words words(String name) {
    return LISTS.words(name);
  }

  /** Returns a list that is read when it is needed, with {@code before} before each word. */
  static Words words(String name, String before) {
    return LISTS.words(before, new String[] {name});
  }

  /** Returns the words of a list with a blank before, between and behind them. */
  static String spaced(String name) {
    return LISTS.spaced(name);
  }
}
