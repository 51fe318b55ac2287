package dev.cordon.engine.detect.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects context words and literals, each once. Not thread-safe. */
final class Keywords {
  private final Map<String, Entry> contexts = new HashMap<String, Entry>();
  private final Map<String, Entry> literals = new HashMap<String, Entry>();
  private final Map<String, Entry> words = new HashMap<String, Entry>();
  private final List<Entry> all = new ArrayList<Entry>();

  void addContext(String word, int context) {
    add(contexts, word, false, false, context);
  }

  void addLiteral(String text, boolean whole, int detector) {
    add(whole ? words : literals, text, true, whole, detector);
  }

  private void add(
      Map<String, Entry> known, String text, boolean literal, boolean whole, int number) {
    Entry entry = known.get(text);
    if (entry == null) {
      entry = new Entry(text, literal, whole);
      known.put(text, entry);
      all.add(entry);
    }
    entry.numbers = Arrays.copyOf(entry.numbers, entry.numbers.length + 1);
    entry.numbers[entry.numbers.length - 1] = number;
  }

  /** Returns the keywords in the order in which they were added. */
  Keyword[] toArray() {
    Keyword[] keywords = new Keyword[all.size()];
    for (int i = 0; i < keywords.length; i++) {
      Entry entry = all.get(i);
      keywords[i] =
          entry.literal
              ? Keyword.literal(entry.text, entry.whole, entry.numbers)
              : Keyword.context(entry.text, entry.numbers);
    }
    return keywords;
  }

  /** A keyword, and the contexts or detectors that it is for. */
  private static final class Entry {
    final String text;
    final boolean literal;
    final boolean whole;
    int[] numbers = new int[0];

    Entry(String text, boolean literal, boolean whole) {
      this.text = text;
      this.literal = literal;
      this.whole = whole;
    }
  }
}
