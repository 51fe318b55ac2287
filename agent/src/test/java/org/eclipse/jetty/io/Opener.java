package org.eclipse.jetty.io;

import java.util.concurrent.Callable;

/** Opens connections where Jetty's client does: for whoever asks. */
public final class Opener {
  private Opener() {}

  /** Opens one. */
  public static <T> T open(Callable<T> connection) throws Exception {
    return connection.call();
  }
}
