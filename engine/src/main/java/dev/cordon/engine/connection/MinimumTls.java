package dev.cordon.engine.connection;

/** The oldest version of TLS that may be spoken. */
public enum MinimumTls {
  /** RFC 5246. */
  TLS_1_2("TLSv1.2"),
  /** RFC 8446. */
  TLS_1_3("TLSv1.3");

  private final String protocol;

  MinimumTls(String protocol) {
    this.protocol = protocol;
  }

  /** Tells whether a protocol, as Java names it, is new enough. */
  public boolean admits(String name) {
    return name.startsWith("TLSv1.") && name.compareTo(protocol) >= 0;
  }

  /** Returns the protocol as Java names it. */
  @Override
  public String toString() {
    return protocol;
  }
}
