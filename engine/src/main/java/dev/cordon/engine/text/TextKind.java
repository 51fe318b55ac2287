package dev.cordon.engine.text;

/** What a text in a body is for. */
public enum TextKind {
  /** What a user wrote, or a tool returned. */
  CONTENT,
  /** What the application tells the model to be. */
  SYSTEM,
  /** The definition of a tool. */
  TOOL_DEFINITION,
  /** Arguments of a tool call, or its result. */
  TOOL_CALL,
  /** Metadata and identifiers of users, kept by the vendor. */
  METADATA,
  /** A string somewhere in a body whose form is not known. */
  UNKNOWN;

  /**
   * Tells whether such a text of an answer is a model's own, and none that the application said.
   */
  public boolean isWritten() {
    return this != SYSTEM && this != TOOL_DEFINITION;
  }
}
