package dev.cordon.engine.text;

import org.jspecify.annotations.Nullable;

/** Puts values back where a text holds tokens that this Exchange, or the vault, knows. */
public interface Restorer {
  /** Tells whether no token can possibly be restored, so that an answer needs no transform. */
  boolean isEmpty();

  /** Returns the rule that lets nothing more of the answer go on; null while all may. */
  default @Nullable String stopped() {
    return null;
  }

  /** Lets nothing more of the answer's texts go on. */
  default void withhold(String rule) {}

  /** Tells that no more of the answer comes. */
  default void ended() {}

  /** Returns what finds parts to take out of the texts before they come here; null for none. */
  default @Nullable TextCuts cuts() {
    return null;
  }

  /**
   * Finds tokens in a text.
   *
   * @param text holds the text as UTF-8, decoded
   * @param from the text's first byte
   * @param to the byte after its last one so far
   * @param last true when nothing follows; a token prefix at the end is then ordinary text
   * @param edits receives one replacement a token, as indexes into {@code text}
   * @return where the text must be held back from, because what begins there may be a token that
   *     goes on in the next piece; {@code to} when nothing must be held back
   */
  int restore(byte[] text, int from, int to, boolean last, Edits edits);

  /**
   * Finds tokens in a text that is read piece by piece.
   *
   * @param memory what is remembered of the text, from its first piece on
   * @return as above
   * @see #restore(byte[], int, int, boolean, Edits)
   */
  default int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    return restore(text, from, to, last, edits);
  }
}
