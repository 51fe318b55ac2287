package dev.cordon.engine.audit;

import org.jspecify.annotations.Nullable;

/** A TLS connection that is not as policy wants it. Immutable; names only, no value of any call. */
public final class FlawedConnection extends BlindSpot {
  private final String host;
  private final @Nullable String vendor;
  private final String rule;
  private final String what;
  private final boolean refused;
  private final @Nullable String exception;

  /**
   * Describes one.
   *
   * @param host the host, as the client named it
   * @param vendor the vendor, by its identifier in the catalogue; null when there is none
   * @param rule the policy's key that says so
   * @param what what is wrong, as a clause whose subject is the host
   * @param refused whether it was refused
   * @param exception the name of the exception that lifts the rule, null for none
   */
  public FlawedConnection(
      String host,
      @Nullable String vendor,
      String rule,
      String what,
      boolean refused,
      @Nullable String exception) {
    this.host = host;
    this.vendor = vendor;
    this.rule = rule;
    this.what = what;
    this.refused = refused;
    this.exception = exception;
  }

  /** Returns the host. */
  public String host() {
    return host;
  }

  /** Returns the vendor's identifier, null when there is none. */
  public @Nullable String vendor() {
    return vendor;
  }

  /** Returns the policy's key. */
  public String rule() {
    return rule;
  }

  /** Returns what is wrong, as a clause whose subject is the host. */
  public String what() {
    return what;
  }

  /** Tells whether it was refused. */
  public boolean isRefused() {
    return refused;
  }

  /** Returns the name of the exception that lifts the rule, null for none. */
  public @Nullable String exception() {
    return exception;
  }

  @Override
  public String toString() {
    return host
        + " "
        + what
        + (refused ? ": the connection is refused" : ": it is used")
        + " ("
        + rule
        + (exception == null ? "" : ", lifted by the exception " + exception)
        + ")";
  }
}
