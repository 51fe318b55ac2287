package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.person.acceptance.MarkedText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words that the texts for training hold in small letters, and in how many of them. */
final class SmallWords {
  /** Words of fewer other texts aren't kept. */
  private static final int LEAST = 3;

  private final Map<Integer, Integer> counts = new TreeMap<>();
  private Set<Integer> own = Set.of();

  void add(MarkedText text) {
    words(text).forEach(hash -> counts.merge(hash, 1, Integer::sum));
  }

  /** Goes to a text, whose own words count once less: it is to learn from the others. */
  void leave(MarkedText text) {
    own = words(text);
  }

  boolean holds(int hash) {
    return counts.getOrDefault(hash, 0) - (own.contains(hash) ? 1 : 0) >= LEAST;
  }

  void write(NameWeights.Writer into) {
    counts.forEach(
        (hash, count) -> {
          if (count >= LEAST) {
            into.addSmall(hash);
          }
        });
  }

  private static Set<Integer> words(MarkedText marked) {
    Set<Integer> words = new TreeSet<>();
    PlainText text = new PlainText(marked.text);
    NameRun run = new NameRun();
    for (int at = 0; at < marked.text.length; ) {
      run.readWord(text, at, 0, false);
      if (run.ends[0] == at) {
        at++;
        continue;
      }
      int start = at;
      at = run.ends[0];
      boolean free = start == 0 || !isWord(marked.text[start - 1]);
      boolean small = run.forms[0] == NameWord.LOWER && run.lengths[0] > 1;
      if (free && small && !isMarked(marked, start)) {
        words.add(run.hashes[0]);
      }
    }
    return words;
  }

  private static boolean isWord(byte b) {
    return b < 0 || Character.isLetterOrDigit(b) || b == '_';
  }

  private static boolean isMarked(MarkedText text, int at) {
    for (MarkedText.Mark mark : text.marks) {
      if (at >= mark.start() && at < mark.end()) {
        return true;
      }
    }
    return false;
  }
}
