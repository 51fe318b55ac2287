package dev.cordon.engine.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects context words and literals, each once, and builds the {@link Automaton} over them. */
final class Keywords {
  private final Map<String, Keyword> byText = new LinkedHashMap<String, Keyword>();

  void addContext(String word, int context) {
    Keyword keyword = byText.get("c" + word);
    if (keyword == null) {
      keyword = Keyword.context(word);
      byText.put("c" + word, keyword);
    }
    keyword.contexts = append(keyword.contexts, context);
  }

  void addLiteral(String text, int detector) {
    Keyword keyword = byText.get("l" + text);
    if (keyword == null) {
      keyword = Keyword.literal(text);
      byText.put("l" + text, keyword);
    }
    keyword.detectors = append(keyword.detectors, detector);
  }

  private static int[] append(int[] list, int value) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = value;
    return longer;
  }

  Automaton build(int[] marks, boolean capitals) {
    List<Keyword> all = new ArrayList<Keyword>(byText.values());
    return new AutomatonBuilder(all.toArray(new Keyword[0])).build(marks, capitals);
  }
}
