package dev.cordon.engine.detect.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects context words and literals, each once, and builds the {@link KeywordIndex} over them.
 */
final class Keywords {
  private final Map<String, Keyword> contexts = new HashMap<String, Keyword>(4096);
  private final Map<String, Keyword> literals = new HashMap<String, Keyword>(2048);
  private final Map<String, Keyword> words = new HashMap<String, Keyword>();
  private final List<Keyword> all = new ArrayList<Keyword>(4096);

  void addContext(String word, int context) {
    Keyword keyword = contexts.get(word);
    if (keyword == null) {
      keyword = Keyword.context(word);
      contexts.put(word, keyword);
      all.add(keyword);
    }
    keyword.contexts = append(keyword.contexts, context);
  }

  void addLiteral(String text, boolean whole, int detector) {
    Map<String, Keyword> known = whole ? words : literals;
    Keyword keyword = known.get(text);
    if (keyword == null) {
      keyword = Keyword.literal(text, whole);
      known.put(text, keyword);
      all.add(keyword);
    }
    keyword.detectors = append(keyword.detectors, detector);
  }

  private static int[] append(int[] list, int value) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = value;
    return longer;
  }

  KeywordIndex build(int[] marks, boolean capitals) {
    return new KeywordIndex(new KeywordIndexBuilder(all.toArray(new Keyword[0]), marks, capitals));
  }
}
