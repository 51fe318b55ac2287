package dev.cordon.engine.policy;

import org.jspecify.annotations.Nullable;

/** Finds what a misspelt word was meant to be. */
final class Suggestion {
  private Suggestion() {}

  /** Returns {@code ; did you mean "…"?}, or nothing when no candidate is near. */
  static String text(String word, Iterable<String> candidates) {
    String nearest = nearest(word, candidates);
    return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
  }

  /** Returns the candidate that is the fewest edits away, at most a third of the word's length. */
  static @Nullable String nearest(String word, Iterable<String> candidates) {
    String plain = plain(word);
    String nearest = null;
    int least = Math.max(2, plain.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(plain, plain(candidate), least);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Makes {@code maxBodyBytes}, {@code max-body-bytes} and {@code max_body_bytes} alike. */
  private static String plain(String word) {
    StringBuilder plain = new StringBuilder(word.length());
    for (int i = 0; i < word.length() && i < 64; i++) {
      char c = word.charAt(i);
      if (c != '_' && c != '-' && c != ' ') {
        plain.append(Character.toLowerCase(c));
      }
    }
    return plain.toString();
  }

  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
