package dev.cordon.instrumentation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON document into a tree. Used once. */
final class JsonTreeReader {
  private final String text;
  private int at;

  JsonTreeReader(String text) {
    this.text = text;
  }

  @Nullable Object document() {
    Object value = value();
    if (peek() != 0) {
      throw wrong();
    }
    return value;
  }

  private @Nullable Object value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      default:
        return scalar();
    }
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    for (boolean more = !ends('}'); more; more = !ends('}') && take(',')) {
      peek();
      String key = string();
      take(':');
      members.put(key, value());
    }
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    for (boolean more = !ends(']'); more; more = !ends(']') && take(',')) {
      elements.add(value());
    }
    return elements;
  }

  private boolean ends(char close) {
    boolean end = peek() == close;
    at += end ? 1 : 0;
    return end;
  }

  private boolean take(char wanted) {
    if (peek() != wanted) {
      throw wrong();
    }
    at++;
    return true;
  }

  /** Returns the next character that is no white space; 0 at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private String string() {
    take('"');
    StringBuilder string = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return string.toString();
      }
      string.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    int plain = "bfnrt".indexOf(c);
    if (plain >= 0) {
      return "\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u') {
      return c;
    }
    if (at + 4 > text.length()) {
      throw wrong();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at++);
  }

  private @Nullable Object scalar() {
    int from = at;
    while (at < text.length() && "{}[],:\" \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    switch (word) {
      case "null":
        return null;
      case "true":
        return Boolean.TRUE;
      case "false":
        return Boolean.FALSE;
      default:
        try {
          return new BigDecimal(word);
        } catch (NumberFormatException other) {
          throw wrong();
        }
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("no JSON");
  }
}
