package dev.cordon.agent.telemetry.content;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what {@link JsonReader} reads. Texts that are too long for what is left of the limit are
 * cut, so that the document stays one. Not thread-safe.
 */
final class JsonWriter {
  private static final String MORE = "…";

  /** Brackets, keys and the like that may follow the last text. */
  private static final int SPARE = 256;

  private final StringBuilder out = new StringBuilder(1024);
  private final int limit;
  private boolean cut;

  private JsonWriter(int limit) {
    this.limit = limit;
  }

  /** Writes a document whole. */
  static String write(Object value) {
    JsonWriter writer = new JsonWriter(Integer.MAX_VALUE - SPARE);
    writer.value(value);
    return writer.out.toString();
  }

  /**
   * Writes a list of about so many characters.
   *
   * @param limit the most characters
   */
  static String write(List<?> list, int limit) {
    JsonWriter writer = new JsonWriter(Math.max(0, limit - SPARE));
    writer.value(list);
    return writer.out.length() <= limit ? writer.out.toString() : "[]";
  }

  private void value(@Nullable Object value) {
    if (value instanceof Map) {
      object((Map<?, ?>) value);
    } else if (value instanceof List) {
      array((List<?>) value);
    } else if (value instanceof JsonReader.Literal) {
      out.append(((JsonReader.Literal) value).text);
    } else {
      string(String.valueOf(value));
    }
  }

  private void object(Map<?, ?> object) {
    char before = '{';
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      out.append(before);
      key(String.valueOf(entry.getKey()));
      out.append(':');
      value(entry.getValue());
      before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private void array(List<?> array) {
    out.append('[');
    boolean first = true;
    for (Object element : array) {
      if (cut || out.length() >= limit) {
        cut = true;
        break;
      }
      if (!first) {
        out.append(',');
      }
      first = false;
      value(element);
    }
    out.append(']');
  }

  private void key(String name) {
    quote(name, name.length());
  }

  private void string(String text) {
    int room = Math.max(0, limit - out.length());
    if (text.length() <= room) {
      quote(text, text.length());
      return;
    }
    cut = true;
    int end = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    quote(text, end);
    out.insert(out.length() - 1, MORE);
  }

  private void quote(String text, int end) {
    out.append('"');
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < ' ') {
        out.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
