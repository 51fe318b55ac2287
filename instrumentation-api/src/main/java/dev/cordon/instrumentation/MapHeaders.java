package dev.cordon.instrumentation;

import dev.cordon.engine.HeaderSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Headers that a library keeps in a map of names to values, whose keys may differ in case. Used by
 * one thread, as the map is.
 */
public final class MapHeaders implements HeaderSource {
  private final Map<String, List<String>> headers;

  /**
   * Makes a view.
   *
   * @param headers not copied: what changes in the map is seen
   */
  public MapHeaders(Map<String, List<String>> headers) {
    this.headers = headers;
  }

  /**
   * Puts values in the place of those that a name has in any case.
   *
   * @param headers changed; its lists are not
   * @param name the header's name
   * @param values copied; none to remove the header
   */
  public static void set(Map<String, List<String>> headers, String name, List<String> values) {
    headers.keySet().removeIf(name::equalsIgnoreCase);
    if (!values.isEmpty()) {
      headers.put(name, new ArrayList<>(values));
    }
  }

  @Override
  public @Nullable String first(String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
        return header.getValue().get(0);
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      for (String value : header.getValue()) {
        consumer.accept(header.getKey(), value);
      }
    }
  }
}
