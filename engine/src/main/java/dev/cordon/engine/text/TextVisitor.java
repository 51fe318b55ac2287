package dev.cordon.engine.text;

import org.jspecify.annotations.Nullable;

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
   * Called for what is no text of the application's but the interface's own, such as a model's or a
   * tool's name, an identifier or a keyword. It can't be replaced.
   *
   * @param text an array that holds it, decoded; valid during the call only
   * @param from its first byte
   * @param to the byte after its last one
   */
  default void aside(byte[] text, int from, int to) {}

  /**
   * Tells who wrote the text that comes next.
   *
   * @param origin as far as the wire format says
   */
  default void from(Origin origin) {}

  /**
   * Tells how the text that comes next reads without what nobody sees in it, or what is taken out.
   *
   * @param next valid until that text was visited
   */
  default void joined(JoinedText next) {}

  /**
   * Enters the value of a JSON key.
   *
   * @return whether all of it is wanted, however deep it lies and numbers of any size too; {@link
   *     #leave} follows then
   */
  default boolean enter(String key) {
    return false;
  }

  /** Leaves the value that was entered last. */
  default void leave() {}

  /**
   * Tells that the text that comes next begins with what was seen before: it is there so that the
   * rest is understood, and can't be replaced any more.
   *
   * @param seen how many bytes
   */
  default void after(int seen) {}

  /**
   * Returns the rule that lets nothing more of an answer go on; null while all may. What it
   * withholds is the last replacement that it made.
   */
  default @Nullable String withholds() {
    return null;
  }
}
