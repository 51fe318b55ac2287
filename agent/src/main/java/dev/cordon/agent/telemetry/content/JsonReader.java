package dev.cordon.agent.telemetry.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, strings and {@link Literal}s. Lenient: of a document that is cut off
 * or broken it keeps what came before. Not thread-safe.
 */
final class JsonReader {
  /** Deeper than any message; a document may be made to exhaust the stack. */
  private static final int DEEPEST = 64;

  private static final Object BROKEN = new Object();

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  /** Reads the first document of a text; null when there is none. */
  static @Nullable Object read(String text) {
    return new JsonReader(text).next();
  }

  /** Reads the next of several documents in a row; null at the end. */
  @Nullable Object next() {
    space();
    if (at >= text.length()) {
      return null;
    }
    Object value = value(0);
    return value == BROKEN ? null : value;
  }

  private Object value(int depth) {
    space();
    if (at >= text.length() || depth > DEEPEST) {
      return broken();
    }
    switch (text.charAt(at)) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        String string = string();
        return string == null ? broken() : string;
      default:
        return literal();
    }
  }

  private Object broken() {
    at = text.length();
    return BROKEN;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    while (!ends('}')) {
      String key = at < text.length() && text.charAt(at) == '"' ? string() : null;
      space();
      if (key == null || at >= text.length() || text.charAt(at++) != ':') {
        at = text.length();
        break;
      }
      Object value = value(depth + 1);
      if (value != BROKEN) {
        object.put(key, value);
      }
    }
    return object;
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    at++;
    while (!ends(']')) {
      Object value = value(depth + 1);
      if (value != BROKEN) {
        array.add(value);
      }
    }
    return array;
  }

  /** Tells whether a container ends here, or must; steps over a comma. */
  private boolean ends(char bracket) {
    space();
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      space();
    }
    if (at >= text.length()) {
      return true;
    }
    if (text.charAt(at) == bracket) {
      at++;
      return true;
    }
    return false;
  }

  private Object literal() {
    int from = at;
    while (at < text.length() && ",]} \t\r\n:".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return isLiteral(word) ? new Literal(word) : broken();
  }

  private static boolean isLiteral(String word) {
    if (word.equals("true") || word.equals("false") || word.equals("null")) {
      return true;
    }
    for (int i = 0; i < word.length(); i++) {
      if ("+-.eE0123456789".indexOf(word.charAt(i)) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private @Nullable String string() {
    StringBuilder string = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return string.toString();
      }
      if (c == '\\') {
        if (!escape(string)) {
          return null;
        }
      } else {
        string.append(c);
      }
    }
    return null; // cut off: nobody knows what of
  }

  private boolean escape(StringBuilder into) {
    if (++at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    int known = "nrtbf".indexOf(c);
    if (known >= 0) {
      into.append("\n\r\t\b\f".charAt(known));
    } else if (c != 'u') {
      into.append(c);
    } else {
      if (at + 4 >= text.length()) {
        return false;
      }
      try {
        into.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
      } catch (NumberFormatException malformed) {
        return false;
      }
      at += 4;
    }
    return true;
  }

  private void space() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  /** A number, {@code true}, {@code false} or {@code null}, as it was written. */
  static final class Literal {
    final String text;

    Literal(String text) {
      this.text = text;
    }

    /** Returns a Long, Double or Boolean, or null; a number that is none is its text. */
    @Nullable Object plain() {
      if (text.equals("null")) {
        return null;
      }
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException notWhole) {
        return fraction();
      }
    }

    private Object fraction() {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException none) {
        return text;
      }
    }
  }
}
