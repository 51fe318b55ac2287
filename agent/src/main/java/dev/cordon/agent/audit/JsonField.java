package dev.cordon.agent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one string or number of a JSON object, such as {@code metadata.user_id}. */
final class JsonField {
  private static final JsonFactory JSON = new JsonFactory();

  /** What is longer identifies nobody. */
  private static final int LONGEST = 256;

  private JsonField() {}

  /**
   * Returns the value; reads no further than to it.
   *
   * @param body JSON in UTF-8, or anything else
   * @param path the keys from the outermost object on
   * @return null when there is none, or it is no string and no number
   */
  static @Nullable String read(byte[] body, String[] path) {
    try (JsonParser json = JSON.createParser(body)) {
      return json.nextToken() == JsonToken.START_OBJECT ? find(json, path, 0) : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  private static @Nullable String find(JsonParser json, String[] path, int depth)
      throws IOException {
    String found = null;
    while (found == null) {
      String name = json.nextFieldName();
      if (name == null) {
        return null; // the object's end
      }
      JsonToken value = json.nextToken();
      if (!name.equals(path[depth])) {
        json.skipChildren();
      } else if (depth + 1 == path.length) {
        boolean plain = value == JsonToken.VALUE_STRING || value.isNumeric();
        String text = plain ? json.getText() : "";
        found = text.isEmpty() || text.length() > LONGEST ? null : text;
        if (plain) {
          return found;
        }
        json.skipChildren();
      } else if (value == JsonToken.START_OBJECT) {
        found = find(json, path, depth + 1);
      } else {
        json.skipChildren();
      }
    }
    return found;
  }
}
