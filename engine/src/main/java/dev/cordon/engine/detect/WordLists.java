package dev.cordon.engine.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists of words, read from a file that says in its head, in lines that begin with {@code #}, what
 * they are and where they come from. A row is a list's name and its words, with {@code |} before
 * each; a list may have several rows. Immutable.
 */
public final class WordLists {
  private final String resource;
  private final Map<String, List<String>> lists = new HashMap<>();

  private WordLists(String resource) {
    this.resource = resource;
  }

  /**
   * Reads lists.
   *
   * @param owner the class that they stand beside
   * @param resource the file's name
   * @throws IllegalStateException if it is missing or can't be read
   */
  public static WordLists read(Class<?> owner, String resource) {
    WordLists read = new WordLists(resource);
    String all = Resources.read(owner, resource);
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      if (all.charAt(start) != '#') {
        read.add(Resources.row(all, start, end));
      }
      start = end + 1;
    }
    return read;
  }

  private void add(String row) {
    int bar = row.indexOf('|');
    String name = row.substring(0, bar);
    List<String> list = lists.get(name);
    if (list == null) { // a lambda would be made in a cold JVM
      list = new ArrayList<>();
      lists.put(name, list);
    }
    while (bar < row.length()) {
      int next = row.indexOf('|', bar + 1);
      int stop = next < 0 ? row.length() : next;
      list.add(row.substring(bar + 1, stop));
      bar = stop;
    }
  }

  /** Tells whether there is a list of a name. */
  public boolean has(String name) {
    return lists.containsKey(name);
  }

  /** Returns what stands before an ending in the names of lists, sorted. */
  public List<String> ending(String ending) {
    List<String> names = new ArrayList<>();
    for (String name : lists.keySet()) {
      if (name.endsWith(ending)) {
        names.add(name.substring(0, name.length() - ending.length()));
      }
    }
    Collections.sort(names);
    return names;
  }

  /**
   * Returns the words of a list, in the file's order.
   *
   * @throws IllegalStateException if there is no such list
   */
  public String[] of(String name) {
    List<String> list = lists.get(name);
    if (list == null) {
      throw new IllegalStateException(resource + " has no list " + name);
    }
    return list.toArray(new String[0]);
  }

  /**
   * Returns the words of a list with something before each; of a word that begins with a small
   * letter beyond ASCII also the one with a capital, since {@code (?i)} is about ASCII alone.
   *
   * @param name the list
   * @param before what stands before each word, such as {@code (?i)}
   */
  public String[] of(String name, String before) {
    List<String> words = new ArrayList<>();
    for (String word : of(name)) {
      words.add(before + word);
      char first = word.charAt(0);
      if (first >= 0x80 && Character.toUpperCase(first) != first) {
        words.add(before + Character.toUpperCase(first) + word.substring(1));
      }
    }
    return words.toArray(new String[0]);
  }

  /**
   * Returns the words of a list as one text, with a blank before, between and behind them.
   *
   * @throws IllegalStateException if there is no such list
   */
  public String spaced(String name) {
    return ' ' + String.join(" ", of(name)) + ' ';
  }
}
