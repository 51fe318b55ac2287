package dev.cordon.engine.text;

import java.util.Locale;

/** Who wrote a text of a request, as far as its wire format says. */
public enum Origin {
  /** What the application tells the model to be. */
  SYSTEM,
  /** The same, in the words of newer interfaces. */
  DEVELOPER,
  /** A user, and whoever wrote a text that nothing more is said of. */
  USER,
  /** A model, in an earlier answer. */
  ASSISTANT,
  /** The result of a tool. */
  TOOL,
  /** A document that was found for the model. */
  DOCUMENT,
  /** A file. */
  FILE,
  /** What a tool says of itself, or a server of tools. */
  TOOL_DESCRIPTION;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Returns the word that policies and reports have for it. */
  public String id() {
    return id;
  }

  /**
   * Returns the origin of a message by its role.
   *
   * @param bytes holds the role's name, in ASCII
   * @param from its first byte
   * @param to the byte after its last one
   * @return {@code USER} for a role that is not known
   */
  public static Origin ofRole(byte[] bytes, int from, int to) {
    if (to - from > 16) {
      return USER;
    }
    switch (new String(bytes, from, to - from, java.nio.charset.StandardCharsets.US_ASCII)
        .toLowerCase(Locale.ROOT)) {
      case "system":
        return SYSTEM;
      case "developer":
        return DEVELOPER;
      case "assistant":
      case "model":
      case "chatbot":
        return ASSISTANT;
      case "tool":
      case "function":
        return TOOL;
      case "document":
        return DOCUMENT;
      default:
        return USER;
    }
  }
}
