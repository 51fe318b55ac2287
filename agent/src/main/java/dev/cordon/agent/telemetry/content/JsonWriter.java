package dev.cordon.agent.telemetry.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what {@link JsonReader} reads. Texts that are too long for what is left of the limit are
 * cut, so that the document stays one. Not thread-safe.
 */
final class JsonWriter {
  private static final String MORE = "…";
  private static final JsonFactory JSON = new JsonFactory();

  /** Brackets, keys and the like that may follow the last text. */
  private static final int SPARE = 256;

  private final StringWriter out = new StringWriter(1024);
  private final JsonGenerator json;
  private final int limit;
  private boolean cut;

  private JsonWriter(int limit) throws IOException {
    this.limit = limit;
    this.json = JSON.createGenerator(out);
  }

  /** Writes a document whole. */
  static String write(Object value) {
    return text(value, Integer.MAX_VALUE - SPARE);
  }

  /**
   * Writes a list of about so many characters.
   *
   * @param limit the most characters
   */
  static String write(List<?> list, int limit) {
    String text = text(list, Math.max(0, limit - SPARE));
    return text.length() <= limit ? text : "[]";
  }

  private static String text(Object value, int limit) {
    try {
      JsonWriter writer = new JsonWriter(limit);
      writer.value(value);
      writer.json.close();
      return writer.out.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory can always be written to
    }
  }

  private void value(@Nullable Object value) throws IOException {
    if (value instanceof Map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        value(entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List) {
      array((List<?>) value);
    } else if (value instanceof JsonReader.Literal) {
      json.writeRawValue(((JsonReader.Literal) value).text);
    } else {
      string(String.valueOf(value));
    }
  }

  private void array(List<?> array) throws IOException {
    json.writeStartArray();
    for (Object element : array) {
      if (cut || room() <= 0) {
        cut = true;
        break;
      }
      value(element);
    }
    json.writeEndArray();
  }

  private void string(String text) throws IOException {
    int room = Math.max(0, room());
    if (text.length() <= room) {
      json.writeString(text);
      return;
    }
    cut = true;
    int end = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    json.writeString(text.substring(0, end) + MORE);
  }

  /** Returns how many characters are left of the limit. */
  private int room() {
    return limit - out.getBuffer().length() - json.getOutputBuffered();
  }
}
