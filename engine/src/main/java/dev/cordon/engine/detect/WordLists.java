package dev.cordon.engine.detect;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists of words, read from a file that says in its head, in lines that begin with {@code #}, what
 * they are and where they come from. A row is a list's name and its words, with {@code |} before
 * each; a list may have several rows. Read when the first list is asked for. Thread-safe.
 */
public final class WordLists {
  /** What is shorter may be another word without its accents. */
  private static final int LEAST_UNACCENTED = 6;

  private final Class<?> owner;
  private final String resource;
  private volatile @Nullable Rows rows;

  private WordLists(Class<?> owner, String resource) {
    this.owner = owner;
    this.resource = resource;
  }

  /**
   * Returns the lists of a file. Each method throws {@link IllegalStateException} if it is missing
   * or can't be read.
   *
   * @param owner the class that they stand beside
   * @param resource the file's name
   */
  public static WordLists read(Class<?> owner, String resource) {
    return new WordLists(owner, resource);
  }

  private Rows rows() {
    Rows known = rows;
    if (known == null) {
      known = new Rows(Resources.read(owner, resource));
      rows = known;
    }
    return known;
  }

  /** Tells whether there is a list of a name. */
  public boolean has(String name) {
    return rows().places.containsKey(name);
  }

  /** Returns what stands before an ending in the names of lists, sorted. */
  public List<String> ending(String ending) {
    List<String> names = new ArrayList<>();
    for (String name : rows().places.keySet()) {
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
    int[] places = rows().places.get(name);
    if (places == null) {
      throw new IllegalStateException(resource + " has no list " + name);
    }
    List<String> words = new ArrayList<>();
    for (int place : places) {
      rows().words(place, words);
    }
    return words.toArray(new String[0]);
  }

  /**
   * Returns the words of a list with something before each; of a word that begins with a small
   * letter beyond ASCII also the one with a capital, since {@code (?i)} is about ASCII alone; of a
   * longer one also the one without accents, as many people type.
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
      String plain = before.isEmpty() ? word : unaccented(word);
      if (plain.length() >= LEAST_UNACCENTED && !plain.equals(word)) {
        words.add(before + plain);
      }
    }
    return words.toArray(new String[0]);
  }

  /** Takes the accents from Latin letters; from others they can't be told apart. */
  private static String unaccented(String word) {
    StringBuilder plain = new StringBuilder();
    for (char c : Normalizer.normalize(word, Normalizer.Form.NFD).toCharArray()) {
      boolean accent = c >= '\u0300' && c <= '\u036f' && plain.length() > 0;
      if (!accent || plain.charAt(plain.length() - 1) >= 0x80) {
        plain.append(c);
      }
    }
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  /** Returns a list that is read when it is needed. */
  public Words words(String name) {
    return new Listed(this, "", name);
  }

  /**
   * Returns lists that are read when they are needed, with something before each word.
   *
   * @param before what stands before each word, such as {@code (?i)}
   * @param names the lists
   */
  public Words words(String before, String... names) {
    return new Listed(this, before, names);
  }

  /**
   * Returns the words of a list as one text, with a blank before, between and behind them.
   *
   * @throws IllegalStateException if there is no such list
   */
  public String spaced(String name) {
    return ' ' + String.join(" ", of(name)) + ' ';
  }

  /** The words of lists one after the other, with something before each. */
  private static final class Listed implements Words {
    private final WordLists lists;
    private final String before;
    private final String[] names;

    Listed(WordLists lists, String before, String... names) {
      this.lists = lists;
      this.before = before;
      this.names = names;
    }

    @Override
    public String[] all() {
      List<String> all = new ArrayList<>();
      for (String name : names) {
        Collections.addAll(all, lists.of(name, before));
      }
      return all.toArray(new String[0]);
    }
  }

  /** Where the rows of each list stand; their words are told apart when somebody wants them. */
  private static final class Rows {
    final Map<String, int[]> places = new HashMap<>();
    private final String all;

    Rows(String all) {
      this.all = all;
      int start = 0;
      while (start < all.length()) {
        if (all.charAt(start) != '#') {
          int bar = all.indexOf('|', start);
          String name = all.substring(start, bar);
          int[] known = places.get(name);
          int[] more = known == null ? new int[1] : Arrays.copyOf(known, known.length + 1);
          more[more.length - 1] = bar;
          places.put(name, more);
        }
        start = all.indexOf('\n', start) + 1;
      }
    }

    /** Adds the words of a row, by the bar behind its list's name. */
    void words(int place, List<String> into) {
      String row = Resources.row(all, place, all.indexOf('\n', place));
      int bar = 0;
      while (bar < row.length()) {
        int next = row.indexOf('|', bar + 1);
        int stop = next < 0 ? row.length() : next;
        into.add(row.substring(bar + 1, stop));
        bar = stop;
      }
    }
  }
}
