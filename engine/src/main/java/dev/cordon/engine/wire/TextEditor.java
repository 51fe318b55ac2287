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

  /** Tells who wrote the message that begins; null when it ended. */
  default void said(@Nullable Origin origin) {}
}
