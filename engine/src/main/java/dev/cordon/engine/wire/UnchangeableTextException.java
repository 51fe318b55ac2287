package dev.cordon.engine.wire;

/** A text holds what must not leave and stands where nothing can be replaced: in an archive. */
public final class UnchangeableTextException extends MalformedBodyException {
  private static final long serialVersionUID = 1L;

  UnchangeableTextException() {
    super("a file that can't be changed holds what would have to be replaced", -1);
  }
}
