package dev.cordon.engine.roundtrip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** JSON as an application sees it: whatever the escapes. */
final class Trees {
  private static final ObjectMapper JACKSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Trees() {}

  static JsonNode read(String json) throws JsonProcessingException {
    return JACKSON.readTree(json);
  }

  static String quoted(String text) {
    return new TextNode(text).toString();
  }

  /** Returns a document with the documents inside of its strings in their place. */
  static JsonNode unfolded(JsonNode node) {
    if (node.isTextual()) {
      JsonNode inner = inner(node.asText());
      return inner == null ? node : JACKSON.createArrayNode().add("inner").add(unfolded(inner));
    }
    if (node.isArray()) {
      ArrayNode array = JACKSON.createArrayNode();
      node.forEach(child -> array.add(unfolded(child)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JACKSON.createObjectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        object.set(field.getKey(), unfolded(field.getValue()));
      }
      return object;
    }
    return node;
  }

  /** Unfolds a text that may be JSON. */
  static JsonNode unfolded(String text) {
    return unfolded(new TextNode(text));
  }

  private static JsonNode inner(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return null;
    }
    try {
      return read(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
