package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import java.util.Arrays;

/** What documents show in place of a secret. */
final class Placeholder {
  private static final int SAMPLE = 96;

  /** Who shows more than so many characters before an ellipsis shows the secret. */
  static final int SHOWN = 16;

  private static final String[] PLACEHOLDERS = SecretWords.of("placeholder");

  /** The same by their first character: a secret is compared with few of them. */
  private static final String[][] BY_FIRST = byFirst();

  private static final String[] SAMPLES = SecretWords.of("placeholder.samples");

  private Placeholder() {}

  private static String[][] byFirst() {
    String[][] table = new String[128][];
    for (String word : PLACEHOLDERS) {
      String[] before = table[word.charAt(0)];
      int size = before == null ? 0 : before.length;
      String[] words = before == null ? new String[1] : Arrays.copyOf(before, size + 1);
      words[size] = word;
      table[word.charAt(0)] = words;
    }
    return table;
  }

  /** Tells whether the secret is one that documents show in place of a real one. */
  static boolean isOne(ScanText text, int start, int random, int end) {
    int to = Math.min(end, start + SAMPLE);
    boolean cut = end - random < SHOWN && text.at(end) == '.' && text.at(end + 1) == '.';
    if (cut || isSample(text, start, to) || isVariable(text, start, end)) {
      return true;
    }
    for (int i = start; i < to; i++) {
      int b = Ascii.lower(text.at(i));
      String[] words = b < 0 || b >= BY_FIRST.length ? null : BY_FIRST[b];
      for (int k = 0; words != null && k < words.length; k++) {
        if (stands(text, i, end, words[k])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells {@code %DB_PASSWORD%} and {@code @DB_PASSWORD@}, which something else fills in. */
  private static boolean isVariable(ScanText text, int start, int end) {
    int mark = text.at(start);
    if ((mark != '%' && mark != '@') || text.at(end - 1) != mark || end - start < 4) {
      return false;
    }
    for (int i = start + 1; i < end - 1; i++) {
      if (!Ascii.isUpper(text.at(i)) && text.at(i) != '_') {
        return false;
      }
    }
    return true;
  }

  /** Tells {@code user:password} and {@code $USER:$PASSWORD}: the words where a password stands. */
  private static boolean isSample(ScanText text, int start, int to) {
    int from = to;
    while (from > start && text.at(from - 1) != ':') {
      from--;
    }
    int first = text.at(from);
    if (first == '$' || first == '<' || first == '{') {
      return text.at(from + 1) == '{' || Ascii.isLetter(text.at(from + 1));
    }
    for (String word : SAMPLES) {
      if (to - from == word.length()
          && Ascii.lower(first) == word.charAt(0)
          && stands(text, from, to, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(ScanText text, int at, int end, String word) {
    if (at + word.length() > end) {
      return false;
    }
    for (int i = 1; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
