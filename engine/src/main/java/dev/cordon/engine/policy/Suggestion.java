package dev.cordon.engine.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
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

  /**
   * Returns {@code ; did you mean "…"?} for the name of a type: one that holds all words of what
   * was written ({@code email}), one that is a few edits away, or one that shares a word with it.
   */
  static String ofType(String word, Iterable<String> candidates) {
    String found = sharing(word, candidates, Integer.MAX_VALUE);
    if (found == null) {
      found = nearest(word, candidates);
    }
    if (found == null) {
      found = sharing(word, candidates, 1);
    }
    return found == null ? "" : "; did you mean \"" + found + "\"?";
  }

  /** Returns the plainest candidate with so many words of the word, or all that it has. */
  private static @Nullable String sharing(String word, Iterable<String> candidates, int words) {
    Set<String> asked = words(word);
    String plainest = null;
    for (String candidate : candidates) {
      Set<String> shared = words(candidate);
      shared.retainAll(asked);
      if (shared.size() >= Math.min(words, asked.size())
          && !shared.isEmpty()
          && (plainest == null || weight(candidate) < weight(plainest))) {
        plainest = candidate;
      }
    }
    return plainest;
  }

  /** Short names come first, those of one country or vendor last. */
  private static int weight(String candidate) {
    return candidate.length() + (candidate.indexOf('.') < 0 ? 0 : 100);
  }

  private static Set<String> words(String name) {
    return new HashSet<>(Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
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
