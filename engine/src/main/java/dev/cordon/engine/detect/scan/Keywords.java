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
    add(contexts, word, context);
  }

  void addLiteral(String text, boolean whole, int detector) {
    add(whole ? words : literals, text, detector);
  }

  private void add(Map<String, Entry> known, String text, int number) {
    Entry entry = known.get(text);
    if (entry == null) {
      entry = new Entry(known, text);
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
          entry.kind == contexts
              ? Keyword.context(entry.text, entry.numbers)
              : Keyword.literal(entry.text, entry.kind == words, entry.numbers);
    }
    return keywords;
  }

  /** A keyword, what it is, and the contexts or detectors that it is for. */
  private static final class Entry {
    final Map<String, Entry> kind;
    final String text;
    int[] numbers = new int[0];

    Entry(Map<String, Entry> kind, String text) {
      this.kind = kind;
      this.text = text;
    }
  }
}
