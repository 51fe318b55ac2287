package dev.cordon.engine.text;

/** Applies edits to a text. */
public final class Splice {
  private Splice() {}

  /**
   * Returns the text with its edits made.
   *
   * @param text not changed
   * @param edits in ascending order, none inside another
   * @return a new array
   */
  public static byte[] apply(byte[] text, Edits edits) {
    int length = text.length;
    for (int i = 0; i < edits.size(); i++) {
      length += edits.replacement(i).length - (edits.end(i) - edits.start(i));
    }
    byte[] result = new byte[length];
    int read = 0;
    int written = 0;
    for (int i = 0; i < edits.size(); i++) {
      int kept = edits.start(i) - read;
      System.arraycopy(text, read, result, written, kept);
      byte[] replacement = edits.replacement(i);
      System.arraycopy(replacement, 0, result, written + kept, replacement.length);
      written += kept + replacement.length;
      read = edits.end(i);
    }
    System.arraycopy(text, read, result, written, text.length - read);
    return result;
  }
}
