package dev.cordon.engine.text;

/** Tells system prompts from what else stands in a request. Stateless. */
public final class SystemPrompt {
  private SystemPrompt() {}

  /**
   * Tells whether a text is one that a line may be added to. A word alone is none: it may be one of
   * an API's own.
   *
   * @param origin who wrote it
   * @param text holds it as UTF-8
   * @param from its first byte
   * @param to the byte after its last one
   * @param kind what it is for
   */
  public static boolean is(Origin origin, byte[] text, int from, int to, TextKind kind) {
    boolean words = false;
    for (int i = from; i < to && !words && isSystem(origin); i++) {
      words = text[i] == ' ' || text[i] < 0;
    }
    return words && (kind == TextKind.SYSTEM || kind == TextKind.CONTENT);
  }

  /** Tells whether an origin is the application itself. */
  public static boolean isSystem(Origin origin) {
    return origin == Origin.SYSTEM || origin == Origin.DEVELOPER;
  }
}
