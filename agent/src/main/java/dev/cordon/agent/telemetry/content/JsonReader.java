package dev.cordon.agent.telemetry.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings and {@link Literal}s. Of a document that is cut
 * off or broken it keeps what came before. Not thread-safe.
 */
final class JsonReader {
  /** Deeper than any message; a document may be made to exhaust the stack. */
  private static final int DEEPEST = 64;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Object BROKEN = new Object();

  private final @Nullable JsonParser parser;
  private boolean broken;

  JsonReader(String text) {
    parser = open(text);
  }

  private static @Nullable JsonParser open(String text) {
    try {
      return JSON.createParser(text);
    } catch (IOException e) {
      return null; // a text can always be read
    }
  }

  /** Reads the first document of a text; null when there is none. */
  static @Nullable Object read(String text) {
    return new JsonReader(text).next();
  }

  /** Reads the next of several documents in a row; null at the end. */
  @Nullable Object next() {
    JsonToken token = token();
    Object value = token == null ? BROKEN : value(token, 0);
    return value == BROKEN ? null : value;
  }

  /** Returns the next token; null at the end, and where no JSON follows. */
  private @Nullable JsonToken token() {
    try {
      return broken || parser == null ? null : parser.nextToken();
    } catch (IOException malformed) {
      broken = true;
      return null;
    }
  }

  private Object value(JsonToken token, int depth) {
    if (depth > DEEPEST) {
      broken = true;
      return BROKEN;
    }
    switch (token) {
      case START_OBJECT:
        return object(depth);
      case START_ARRAY:
        return array(depth);
      default:
        String text = text();
        return text == null ? BROKEN : token == JsonToken.VALUE_STRING ? text : new Literal(text);
    }
  }

  /** Returns the token's text; null where it is cut off or malformed: nobody knows what of. */
  private @Nullable String text() {
    try {
      return parser == null ? null : parser.getText();
    } catch (IOException malformed) {
      broken = true;
      return null;
    }
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    while (token() == JsonToken.FIELD_NAME) {
      String key = text();
      JsonToken token = key == null ? null : token();
      Object value = token == null ? BROKEN : value(token, depth + 1);
      if (key != null && value != BROKEN) {
        object.put(key, value);
      }
    }
    return object;
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    for (JsonToken token = token();
        token != null && token != JsonToken.END_ARRAY;
        token = token()) {
      Object value = value(token, depth + 1);
      if (value != BROKEN) {
        array.add(value);
      }
    }
    return array;
  }

  /** A number, {@code true}, {@code false} or {@code null}, as it was written. */
  static final class Literal {
    final String text;

    Literal(String text) {
      this.text = text;
    }

    /** Returns a Long, Double or Boolean, or null. */
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
        return Double.valueOf(text);
      }
    }
  }
}
