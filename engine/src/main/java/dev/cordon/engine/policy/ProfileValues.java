package dev.cordon.engine.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of profiles, which of two is stricter, and what two say together. A value is a word, a
 * list of texts or a map of words. Stateless.
 */
final class ProfileValues {
  /** From the loosest to the strictest; no key takes all of them. */
  private static final List<String> WORDS =
      Arrays.asList(
          "false",
          "allow",
          "report",
          "true",
          "tokenize",
          "neutralise",
          "mark",
          "strip",
          "hash",
          "mask",
          "remove",
          "deny",
          "block");

  private ProfileValues() {}

  /** Tells whether a value is one of which it can be said which of two is stricter. */
  static boolean isComparable(Object value) {
    if (value instanceof String) {
      return WORDS.contains(value);
    }
    return value instanceof List || (value instanceof Map && areComparable((Map<?, ?>) value));
  }

  /** In a section, lists are what is denied. */
  private static boolean areComparable(Map<?, ?> values) {
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      boolean word = entry.getValue() instanceof String && WORDS.contains(entry.getValue());
      if (!word && !(entry.getValue() instanceof List && "deny".equals(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the stricter of two words, everything that two lists name, and each key of two sections
   * so.
   */
  static Object strictest(Object one, Object other) {
    if (one instanceof String && other instanceof String) {
      return WORDS.indexOf(one) >= WORDS.indexOf(other) ? one : other;
    }
    if (one instanceof List && other instanceof List) {
      Set<Object> items = new LinkedHashSet<>((List<?>) one);
      items.addAll((List<?>) other);
      return new ArrayList<>(items);
    }
    if (one instanceof Map && other instanceof Map) {
      Map<Object, Object> entries = new LinkedHashMap<>((Map<?, ?>) one);
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) other).entrySet()) {
        Object known = entries.get(entry.getKey());
        entries.put(
            entry.getKey(), known == null ? entry.getValue() : strictest(known, entry.getValue()));
      }
      return entries;
    }
    throw new IllegalArgumentException("values of two forms");
  }

  /** Returns a value as a policy file writes it. */
  static String text(Object value) {
    List<String> parts = new ArrayList<>();
    if (value instanceof List) {
      for (Object item : (List<?>) value) {
        parts.add(item.equals("*") ? "\"*\"" : text(item));
      }
      return "[" + String.join(", ", parts) + "]";
    }
    if (value instanceof Map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        parts.add(entry.getKey() + ": " + text(entry.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    return String.valueOf(value);
  }
}
