package dev.cordon.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads server-sent events as an application would. */
final class Sse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sse() {}

  /** Returns the content of all chat events. */
  static String chatContent(String lines) {
    StringBuilder content = new StringBuilder();
    for (String line : lines.split("\n")) {
      if (line.startsWith("data: {")) {
        try {
          content.append(JSON.readTree(line.substring(6)).at("/choices/0/delta/content").asText());
        } catch (JsonProcessingException e) {
          throw new AssertionError("not JSON: " + line, e);
        }
      }
    }
    return content.toString();
  }
}
