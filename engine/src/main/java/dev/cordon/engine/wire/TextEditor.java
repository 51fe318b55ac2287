package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import org.jspecify.annotations.Nullable;

/** Decides what in a text is replaced. */
interface TextEditor {
  /**
   * Finds replacements in a text.
   *
   * @param text holds the text, decoded
   * @param from its first byte
   * @param to the byte after its last one so far
   * @param last whether nothing follows
   * @param place where it stands
   * @param edits receives the replacements
   * @return where the text is held back from; {@code to} when nothing is
   */
  int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits);

  /**
   * Tells whether texts come whole and numbers are texts too: true for requests. Otherwise texts
   * come in pieces and only strings matter.
   */
  boolean readsWhole();

  /** Returns the rule that lets nothing more of the answer go on; null while all may. */
  default @Nullable String stopped() {
    return null;
  }

  /** Lets nothing more of the answer go on. */
  default void withhold(String rule) {}

  /** Tells that no more of the answer comes. */
  default void ended() {}

  /** Takes a whole string of a request that is no text. */
  default void aside(byte[] string, int from, int to, boolean escaped) {}

  /** Enters the value of a JSON key; tells whether all of it is wanted. */
  default boolean enter(String key) {
    return false;
  }

  /** Leaves the value that was entered last. */
  default void leave() {}

  /** Tells whether what comes next is wanted, whatever it is. */
  default boolean wantsAll() {
    return false;
  }

  /** Tells who wrote the message that begins; null when it ended. */
  default void said(@Nullable Origin origin) {}
}
