package dev.cordon.engine.wire;

/**
 * A body that can't be read, and so can't be judged. Says where, never what stands there: its
 * message may be logged.
 */
public class MalformedBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long position;

  /**
   * Makes the exception.
   *
   * @param problem what is wrong, without any content
   * @param position the offending byte's offset in the body, after decompression and decoding of
   *     its character set; -1 when it is no matter of one byte
   */
  MalformedBodyException(String problem, long position) {
    super(position < 0 ? problem : problem + " at byte " + position);
    this.position = position;
  }

  /** Returns the offending byte's offset, or -1. */
  public long position() {
    return position;
  }
}
