package dev.cordon.it;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Request bodies written by hand. */
final class Bodies {
  private Bodies() {}

  /** An odd but valid chat request: white space, escapes, number forms, a duplicate key. */
  static String chat(String prompt) {
    return "{ \"model\" : \"echo-1\",\n\t\"temperature\": 1.0E0, \"seed\":-0,"
        + " \"x\\u002dtra\": \"\\u00e6\\/\", \"user\":null, \"n\": 1, \"n\" : 1,\r\n"
        + "  \"messages\":[ {\"role\":\"user\",\"content\":"
        + text(prompt)
        + "} ]  }\n";
  }

  /** The same, asking for a stream. */
  static String stream(String prompt) {
    return "{\"stream\":true,\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":"
        + text(prompt)
        + "}]}";
  }

  /** A JSON string. */
  static String text(String value) {
    return JsonNodeFactory.instance.textNode(value).toString();
  }
}
