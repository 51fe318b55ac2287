package dev.cordon.engine.text;

/** Receives every text of a body. */
@FunctionalInterface
public interface TextVisitor {
  /**
   * Called once a text, in the order of the document.
   *
   * @param text an array that holds the text decoded: UTF-8 without JSON escapes; valid during the
   *     call only
   * @param from the text's first byte
   * @param to the byte after its last one
   * @param key the nearest JSON key that the text stands under, empty when there is none
   * @param kind what the text is for
   * @param edits receives replacements, as indexes into {@code text}; the caller escapes them to
   *     the right depth
   */
  void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits);

  /**
   * Tells who wrote the text that comes next.
   *
   * @param origin as far as the wire format says
   */
  default void from(Origin origin) {}
}
