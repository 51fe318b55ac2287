package dev.cordon.agent.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects in objects: strings, numbers and truths as texts; lists are left out. Stateless. */
public final class Json {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DEEPEST = 32;

  private Json() {}

  /** Returns an object's fields; empty when the text is no object. */
  public static Map<?, ?> object(byte[] text) {
    try (JsonParser json = JSON.createParser(text)) {
      return json.nextToken() == JsonToken.START_OBJECT ? object(json, 0) : Collections.emptyMap();
    } catch (IOException e) { // its message repeats the text
      return Collections.emptyMap();
    }
  }

  private static Map<String, Object> object(JsonParser json, int depth) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
        fields.put(name, object(json, depth + 1));
      } else if (value != null && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return fields;
  }

  /** Returns what stands at a path of keys; null when nothing does. */
  static @Nullable Object at(Map<?, ?> object, String... path) {
    Object value = object;
    for (String key : path) {
      value = value instanceof Map ? ((Map<?, ?>) value).get(key) : null;
    }
    return value;
  }

  /** Returns a text at a path; null when there is none. */
  public static @Nullable String text(Map<?, ?> object, String... path) {
    Object value = at(object, path);
    return value instanceof String ? (String) value : null;
  }

  /** Returns a number at a path, or another one. */
  public static long number(Map<?, ?> object, long otherwise, String... path) {
    String text = text(object, path);
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
  }

  /**
   * Returns one field of a secret that is an object.
   *
   * @throws SecretException when there is none
   */
  static byte[] field(byte[] secret, String field) throws SecretException {
    String value = text(object(secret), field);
    if (value == null) {
      throw SecretException.lasting("the secret has no field " + field + "; name one that it has");
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
