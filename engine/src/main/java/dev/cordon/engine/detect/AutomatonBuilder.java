package dev.cordon.engine.detect;

import java.util.Arrays;

/**
 * Builds an {@link Automaton}. Rows are copied whole from the failure state, so that building costs
 * one array copy a state and is quick in a cold JVM.
 */
final class AutomatonBuilder {
  private static final int[] NONE = new int[0];
  private static final String FOLD_LEADS =
      "\u00c2\u00cd\u00d8\u00d9\u00db\u00df\u00e0\u00e1\u00e2\u00e3\u00ea\u00ef\u00f0\u00f3";

  private final Keyword[] keywords;
  private int[] next = new int[512 * Automaton.CLASSES];
  private int[][] outputs = new int[512][];
  private int states = 1;

  AutomatonBuilder(Keyword[] keywords) {
    this.keywords = keywords;
  }

  Automaton build(int[] marks, boolean capitals) {
    Arrays.fill(outputs, NONE);
    int[] classes = classes(marks, capitals);
    for (int k = 0; k < keywords.length; k++) {
      add(k, classes);
    }
    link();
    int size = states * Automaton.CLASSES;
    int[] table = Arrays.copyOf(next, size);
    for (int i = 0; i < size; i++) {
      if (outputs[table[i] / Automaton.CLASSES].length > 0) {
        table[i] |= Automaton.OUTPUT;
      }
    }
    int start = table[Automaton.SEPARATOR] & Automaton.STATE_MASK;
    return new Automaton(classes, table, keywords, Arrays.copyOf(outputs, states), marks, start);
  }

  private static int[] classes(int[] marks, boolean capitals) {
    int[] classes = new int[256];
    for (int b = 0; b < 256; b++) {
      if (Ascii.isLetter(b)) {
        classes[b] = 1 + Ascii.lower(b) - 'a';
        if (Ascii.isUpper(b)) {
          classes[b] |= Automaton.WAKE | Automaton.UPPER;
        }
      } else if (Ascii.isDigit(b)) {
        classes[b] = Automaton.DIGIT | Automaton.WAKE | Automaton.NUMBER;
      } else if (b >= 0x80) {
        classes[b] = Automaton.HIGH + (b & 7);
      } else if (marks[b] != 0) {
        classes[b] = Automaton.SEPARATOR | Automaton.WAKE | Automaton.MARK;
      }
    }
    for (int i = 0; i < FOLD_LEADS.length(); i++) {
      classes[FOLD_LEADS.charAt(i)] |= Automaton.WAKE | Automaton.FOLD;
    }
    classes['\\'] |= Automaton.WAKE | Automaton.ESCAPE;
    classes['%'] |= Automaton.WAKE | Automaton.ESCAPE;
    if (capitals) {
      classes[0xc3] |= Automaton.WAKE | Automaton.LATIN;
    }
    return classes;
  }

  private void add(int number, int[] classes) {
    Keyword keyword = keywords[number];
    int state = 0;
    if (!keyword.openStart || keyword.from > 0) {
      state = step(state, Automaton.SEPARATOR);
    }
    for (int i = keyword.from; i < keyword.to; i++) {
      state = step(state, classes[keyword.bytes[i] & 0xff] & Automaton.CLASS_MASK);
    }
    int[] longer = Arrays.copyOf(outputs[state], outputs[state].length + 1);
    longer[longer.length - 1] = number;
    outputs[state] = longer;
  }

  private int step(int state, int cls) {
    int at = state * Automaton.CLASSES + cls;
    if (next[at] == 0) {
      if (states == outputs.length) {
        next = Arrays.copyOf(next, next.length * 2);
        outputs = Arrays.copyOf(outputs, states * 2);
        Arrays.fill(outputs, states, outputs.length, NONE);
      }
      next[at] = states++;
    }
    return next[at];
  }

  /** Turns the trie into an automaton: breadth first, each row = the failure row + own children. */
  private void link() {
    int width = Automaton.CLASSES;
    int[] fail = new int[states];
    int[] queue = new int[states];
    int tail = 0;
    for (int c = 0; c < width; c++) {
      int child = next[c];
      if (child != 0) {
        queue[tail++] = child;
      }
      next[c] = child * width;
    }
    int[] own = new int[width];
    for (int head = 0; head < tail; head++) {
      int state = queue[head];
      int row = state * width;
      int failRow = fail[state] * width;
      System.arraycopy(next, row, own, 0, width);
      System.arraycopy(next, failRow, next, row, width);
      for (int c = 0; c < width; c++) {
        int child = own[c];
        if (child != 0) {
          fail[child] = next[failRow + c] / width;
          outputs[child] = concat(outputs[child], outputs[fail[child]]);
          next[row + c] = child * width;
          queue[tail++] = child;
        }
      }
    }
  }

  private static int[] concat(int[] a, int[] b) {
    if (b.length == 0) {
      return a;
    }
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
