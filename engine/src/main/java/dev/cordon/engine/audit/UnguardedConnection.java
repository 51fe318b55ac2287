package dev.cordon.engine.audit;

/**
 * A connection to an AI vendor that no governed call opened, so that what is sent there isn't seen.
 * Immutable; names only, no value of any call.
 */
public final class UnguardedConnection extends BlindSpot {
  private final String host;
  private final String vendor;
  private final String caller;
  private final boolean refused;

  /**
   * Describes one.
   *
   * @param host the host, as the application named it
   * @param vendor the vendor, by its identifier in the catalogue
   * @param caller the class that opens it, with dots
   * @param refused whether it was refused
   */
  public UnguardedConnection(String host, String vendor, String caller, boolean refused) {
    this.host = host;
    this.vendor = vendor;
    this.caller = caller;
    this.refused = refused;
  }

  /** Returns the host. */
  public String host() {
    return host;
  }

  /** Returns the vendor's identifier. */
  public String vendor() {
    return vendor;
  }

  /** Returns the class that opens it. */
  public String caller() {
    return caller;
  }

  /** Tells whether it was refused. */
  public boolean isRefused() {
    return refused;
  }

  @Override
  public String toString() {
    return caller
        + " opens a connection to "
        + host
        + " ("
        + vendor
        + ") that no governed call made: "
        + (refused ? "it is refused" : "what is sent there is not seen");
  }
}
