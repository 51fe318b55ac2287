package dev.cordon.engine.text;

/** Finds the parts of an answer's texts that nobody behind us is to see. */
public interface TextCuts {
  /**
   * Finds the parts of a text.
   *
   * @param text holds the text as UTF-8, decoded
   * @param from the text's first byte
   * @param to the byte after its last one so far
   * @param last true when nothing follows
   * @param parts receives one replacement a part, by nothing
   * @return where one may have begun that the text's next part goes on with; {@code to} for nowhere
   */
  int find(byte[] text, int from, int to, boolean last, Edits parts);
}
