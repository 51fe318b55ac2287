package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a secret looks like: a row of literals and runs of characters, in the notation that the head
 * of {@code secrets.txt} explains. Read from left to right, each run as long as it gets; nothing is
 * tried twice. Thread-safe.
 */
final class SecretForm {
  private static final int START = -1;
  private static final int END = -2;
  private static final int LITERAL = -3;

  /** What "8+" allows. */
  static final int LONGEST = 4096;

  /** Longer runs are read once, wherever they are asked for. */
  private static final int FEW = 24;

  private final CharSets sets;

  /** Per part: {@link #START}, {@link #END}, {@link #LITERAL} or the bit of a class. */
  private int[] kinds = new int[6];

  private int[] least = new int[6];
  private int[] most = new int[6];
  private String[][] literals = new String[6][];
  private int parts;

  /** The part that is looked for; what is before it is read backwards from there. */
  private int anchor;

  /** Whether the secret is a name and a password in base64. */
  private boolean pair;

  /** Whether the secret must not be a name put together from words. */
  private boolean made;

  private SecretForm(CharSets sets) {
    this.sets = sets;
  }

  /** Tells whether a form has literals to look for; the others are anchored at a bar. */
  static boolean hasAnchor(String text) {
    return "%<>".indexOf(text.charAt(text.indexOf('!') + 1)) < 0;
  }

  static SecretForm parse(CharSets sets, String text) {
    SecretForm form = new SecretForm(sets);
    String notation = text;
    if (text.contains("%U")) {
      notation = text.replace("%U", "%H8-%H4-%H4-%H4-%H12");
    }
    int i = 0;
    while (i < notation.length()) {
      char c = notation.charAt(i);
      if (c == '%') {
        i = form.run(notation, i + 1);
      } else if (c == '<' || c == '>') {
        form.add(c == '<' ? START : END, 0, 0, new String[0]);
        i++;
      } else if (c == '&') {
        form.pair = true;
        i++;
      } else if (c == '#') {
        form.made = true;
        i++;
      } else if (c == '!') {
        form.anchor = form.parts;
        i++;
      } else {
        i = form.literal(notation, i);
      }
    }
    return form;
  }

  private int run(String text, int at) {
    int bit = CharSets.bit(text.charAt(at));
    int end = digits(text, at + 1);
    int from = Integer.parseInt(text.substring(at + 1, end));
    int to = from;
    if (end < text.length() && text.charAt(end) == '+') {
      to = LONGEST;
      end++;
    } else if (end + 1 < text.length()
        && text.charAt(end) == '-'
        && digits(text, end + 1) > end + 1) {
      int second = digits(text, end + 1);
      to = Integer.parseInt(text.substring(end + 1, second));
      end = second;
    }
    add(bit, from, to, new String[0]);
    return end;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  /** Reads literals and groups of them in a row as one part: all ways to put them together. */
  private int literal(String text, int from) {
    int i = from;
    while (i < text.length() && "%<>!&#{".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    if (i == text.length() || text.charAt(i) != '{') {
      add(LITERAL, 1, 1, new String[] {text.substring(from, i)});
      return i;
    }
    List<String> ways = new ArrayList<String>();
    ways.add(text.substring(from, i));
    while (i < text.length() && "%<>!&#".indexOf(text.charAt(i)) < 0) {
      int end;
      String[] choice;
      if (text.charAt(i) == '{') {
        end = text.indexOf('}', i) + 1;
        choice = SecretCatalogue.split(text.substring(i + 1, end - 1), ',');
      } else {
        end = i;
        while (end < text.length() && "%<>!&#{".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        choice = new String[] {text.substring(i, end)};
      }
      List<String> longer = new ArrayList<String>();
      for (String way : ways) {
        for (String more : choice) {
          longer.add(way + more);
        }
      }
      ways = longer;
      i = end;
    }
    add(LITERAL, 1, 1, ways.toArray(new String[0]));
    return i;
  }

  private void add(int kind, int from, int to, String[] texts) {
    if (parts == kinds.length) {
      int size = parts * 2;
      kinds = Arrays.copyOf(kinds, size);
      least = Arrays.copyOf(least, size);
      most = Arrays.copyOf(most, size);
      literals = Arrays.copyOf(literals, size);
    }
    kinds[parts] = kind;
    least[parts] = from;
    most[parts] = to;
    literals[parts++] = texts;
  }

  /** Tells whether nothing of the form stands before the anchor. */
  boolean beginsWithAnchor() {
    return anchor == 0;
  }

  /** Returns the literals to look for; none if the form is anchored at a bar. */
  String[] anchors() {
    return literals[anchor];
  }

  /**
   * Reads the form.
   *
   * @param span takes the secret's place
   * @param text the text
   * @param at where the anchor begins
   * @return whether the form stands there, and does not go on
   */
  boolean matches(SecretSpan span, ScanText text, int at) {
    int i = at;
    span.end = -1;
    for (int part = anchor - 1; part >= 0; part--) {
      if (kinds[part] == END) {
        span.end = i;
      }
      i = back(text, part, i);
      if (i < 0) {
        return false;
      }
    }
    span.form = i;
    span.start = i;
    span.random = -1;
    i = at;
    for (int part = anchor; part < parts; part++) {
      if (kinds[part] == START) {
        span.start = i;
      } else if (kinds[part] == END) {
        span.end = i;
      } else {
        i = kinds[part] == LITERAL ? literal(text, part, i) : run(span, text, part, i);
        if (i < 0) {
          return false;
        }
      }
      if (part == 0 && kinds[part] == LITERAL) {
        span.random = i;
      }
    }
    if (span.end < 0) {
      span.end = i;
    }
    span.random = Math.max(span.random, span.start);
    int last = kinds[parts - 1];
    if (last >= 0 && least[parts - 1] < most[parts - 1]) {
      // The full stop of a sentence is none of the secret's.
      while (text.at(span.end - 1) == '.' && i - span.start > least[parts - 1]) {
        span.end = --i;
      }
    }
    boolean goesOn = last >= 0 && sets.has(last, text.at(i));
    if (goesOn && (text.at(i) != '.' || Ascii.isAlnum(text.at(i + 1)))) {
      return false;
    }
    return (!pair || span.isPair(text)) && (!made || (span.isMixed(text) && !span.isWords(text)));
  }

  private int back(ScanText text, int part, int end) {
    if (kinds[part] == LITERAL) {
      for (String literal : literals[part]) {
        int start = end - literal.length();
        if (stands(text, start, literal)) {
          return start;
        }
      }
      return -1;
    }
    if (kinds[part] < 0) {
      return end;
    }
    int i = end;
    while (end - i < most[part] && sets.has(kinds[part], text.at(i - 1))) {
      i--;
    }
    return end - i >= least[part] ? i : -1;
  }

  private int literal(ScanText text, int part, int at) {
    for (String literal : literals[part]) {
      if (stands(text, at, literal)) {
        return at + literal.length();
      }
    }
    return -1;
  }

  private int run(SecretSpan span, ScanText text, int part, int at) {
    int bit = kinds[part];
    int limit = at + most[part];
    boolean searches =
        least[part] < most[part] && part + 1 < parts && startsWithin(bit, literals[part + 1]);
    if (most[part] > FEW && !searches) {
      int known = CharSets.run(bit);
      int end =
          known >= 0
              ? Math.min(limit, text.runEnd(known, at))
              : span.runEnd(text, sets, bit, at, limit);
      return end - at >= least[part] ? end : -1;
    }
    int i = at;
    while (i < limit && sets.has(bit, text.at(i))) {
      if (searches && i - at >= least[part] && literal(text, part + 1, i) >= 0) {
        return i;
      }
      i++;
    }
    return i - at >= least[part] ? i : -1;
  }

  /** Tells whether a run could swallow the literal behind it. */
  private boolean startsWithin(int bit, String[] next) {
    return next.length > 0 && sets.has(bit, next[0].charAt(0));
  }

  private static boolean stands(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
