package dev.cordon.instrumentation;

/**
 * Thrown by advice that means to stop the hooked method: the guard throws the cause, and nothing
 * else, into the application. Everything else that advice throws is a fault of ours, which the
 * application never sees.
 */
public final class DeliberateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Throwable thrown;

  /**
   * Makes one; without a stack trace, which nobody will see.
   *
   * @param thrown what the application gets, such as a refusal in the library's own terms
   */
  public DeliberateException(Throwable thrown) {
    super(null, thrown, false, false);
    this.thrown = thrown;
  }

  /** Returns what the application gets. */
  public Throwable thrown() {
    return thrown;
  }
}
