package dev.cordon.engine.file;

import java.io.IOException;

/** A file is none of those that are read. Its message says why, without the path. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String why) {
    super(why);
  }

  /**
   * Says in a few words why a file can't be read.
   *
   * @param failure what reading it threw
   * @return the reason, without the path
   */
  public static String reason(Exception failure) {
    String why = failure instanceof UnusableFileException ? failure.getMessage() : null;
    return why == null ? failure.getClass().getSimpleName() : why;
  }
}
