package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For libraries that show objects where others show JSON: the objects as JSON for the engine, and
 * what the engine made of that put back into the objects. A tree is of maps with string keys,
 * collections, strings, numbers, booleans, byte arrays (base64) and null. Stateless.
 */
public final class JsonTree {
  private JsonTree() {}

  /**
   * Writes a tree.
   *
   * @param tree the tree
   * @return JSON in UTF-8
   * @throws IllegalArgumentException when something else is in it; the message names its class
   */
  public static byte[] write(@Nullable Object tree) {
    StringBuilder json = new StringBuilder();
    write(tree, json);
    return json.toString().getBytes(UTF_8);
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    if (value instanceof Map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.append(separator);
        string(String.valueOf(entry.getKey()), json);
        json.append(':');
        write(entry.getValue(), json);
        separator = ",";
      }
      json.append(separator.equals("{") ? "{}" : "}");
    } else if (value instanceof Collection) {
      String separator = "[";
      for (Object element : (Collection<?>) value) {
        json.append(separator);
        write(element, json);
        separator = ",";
      }
      json.append(separator.equals("[") ? "[]" : "]");
    } else if (value instanceof CharSequence) {
      string(value.toString(), json);
    } else if (value instanceof byte[]) {
      string(Base64.getEncoder().encodeToString((byte[]) value), json);
    } else if (value == null || value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof Number) {
      number(value.toString(), json);
    } else {
      throw new IllegalArgumentException("no JSON: " + value.getClass().getName());
    }
  }

  /** JSON has no word for infinities and for what is no number; some write them as strings. */
  private static void number(String text, StringBuilder json) {
    char last = text.charAt(text.length() - 1);
    if (last == 'y' || last == 'N') {
      string(text, json);
    } else {
      json.append(text);
    }
  }

  private static void string(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone =
          Character.isSurrogate(c)
              && !(Character.isHighSurrogate(c)
                  ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                  : i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || lone) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /**
   * Reads what {@link #write} wrote and the engine changed.
   *
   * @param json one value in UTF-8
   * @return the tree; numbers are {@link java.math.BigDecimal}
   * @throws IllegalArgumentException when that is no JSON; the message holds nothing of it
   */
  public static @Nullable Object read(byte[] json) {
    return new JsonTreeReader(new String(json, UTF_8)).document();
  }

  /**
   * Puts strings of a changed tree into the original, whose other values stay the objects that they
   * are.
   *
   * @param original the tree as it was written
   * @param changed the tree that was read
   * @return the very original where no string differs, else a copy of what lies above the changes
   */
  public static @Nullable Object merge(@Nullable Object original, @Nullable Object changed) {
    if (original instanceof Map && changed instanceof Map) {
      return map((Map<?, ?>) original, (Map<?, ?>) changed);
    }
    if (original instanceof Collection && changed instanceof Collection) {
      return list((Collection<?>) original, (Collection<?>) changed);
    }
    if (original instanceof byte[]) {
      byte[] bytes = (byte[]) original;
      boolean same = Base64.getEncoder().encodeToString(bytes).equals(changed);
      return same || !(changed instanceof String)
          ? original
          : Base64.getDecoder().decode((String) changed);
    }
    boolean same =
        original instanceof CharSequence
            ? original.toString().equals(changed)
            : !(changed instanceof String) || String.valueOf(original).equals(changed);
    return same ? original : changed;
  }

  private static Object map(Map<?, ?> original, Map<?, ?> changed) {
    if (original.size() != changed.size()) {
      return changed;
    }
    Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
    boolean same = true;
    Iterator<? extends Map.Entry<?, ?>> news = changed.entrySet().iterator();
    for (Map.Entry<?, ?> old : original.entrySet()) {
      Map.Entry<?, ?> now = news.next();
      Object value = merge(old.getValue(), now.getValue());
      same &= value == old.getValue() && String.valueOf(old.getKey()).equals(now.getKey());
      merged.put(now.getKey(), value);
    }
    return same ? original : merged;
  }

  private static Object list(Collection<?> original, Collection<?> changed) {
    if (original.size() != changed.size()) {
      return changed;
    }
    List<@Nullable Object> merged = new ArrayList<>();
    boolean same = true;
    Iterator<?> news = changed.iterator();
    for (Object old : original) {
      Object value = merge(old, news.next());
      same &= value == old;
      merged.add(value);
    }
    return same ? original : merged;
  }
}
