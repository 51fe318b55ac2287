package dev.cordon.engine.wire;

/**
 * Changes fields of a request's body that are no text, such as the model's name, after its texts
 * were rewritten. Used by one thread at a time.
 */
public interface RequestEditor {
  /** Begins a request, or the same one anew. */
  void begin();

  /**
   * Sees JSON as the application wrote it, before its texts are rewritten.
   *
   * @param json UTF-8, well-formed
   * @param many whether it is several documents in a row
   */
  default void read(byte[] json, boolean many) {}

  /**
   * Edits JSON.
   *
   * @param json UTF-8, well-formed
   * @param many whether it is several documents in a row
   * @return the very array when nothing changes
   */
  byte[] json(byte[] json, boolean many);

  /**
   * Edits the value of a field of a form.
   *
   * @param name the field's name
   * @param value its value, UTF-8, decoded
   * @return the very array when nothing changes
   */
  byte[] field(String name, byte[] value);

  /**
   * Edits a file of a form that may be JSON lines, such as the requests of a batch.
   *
   * @param content the file
   * @return the very array when nothing changes
   */
  byte[] file(byte[] content);
}
