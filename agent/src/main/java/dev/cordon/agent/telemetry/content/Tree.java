package dev.cordon.agent.telemetry.content;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into what {@link JsonReader} reads; what is not of the kind that is wanted isn't there. */
final class Tree {
  private Tree() {}

  static @Nullable Object at(@Nullable Object tree, String... keys) {
    Object found = tree;
    for (String key : keys) {
      found = found instanceof Map ? ((Map<?, ?>) found).get(key) : null;
    }
    return found;
  }

  static @Nullable String string(@Nullable Object tree, String... keys) {
    Object found = at(tree, keys);
    return found instanceof String ? (String) found : null;
  }

  static @Nullable Map<?, ?> map(@Nullable Object tree, String... keys) {
    Object found = at(tree, keys);
    return found instanceof Map ? (Map<?, ?>) found : null;
  }

  static List<?> list(@Nullable Object tree, String... keys) {
    Object found = at(tree, keys);
    return found instanceof List ? (List<?>) found : Collections.emptyList();
  }

  /** Returns a number or a word in its place, as text; null when there is none. */
  static @Nullable String key(@Nullable Object tree, String key) {
    Object found = at(tree, key);
    if (found instanceof JsonReader.Literal) {
      return ((JsonReader.Literal) found).text;
    }
    return found instanceof String ? (String) found : null;
  }

  static boolean isTrue(@Nullable Object tree, String key) {
    return "true".equals(key(tree, key));
  }

  /** Returns the first of several strings that is there. */
  static @Nullable String first(@Nullable Object tree, String... names) {
    for (String name : names) {
      String found = string(tree, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
