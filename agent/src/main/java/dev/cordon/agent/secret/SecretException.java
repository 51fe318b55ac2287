package dev.cordon.agent.secret;

import java.io.IOException;

/** A secret can't be read; the message says why and what to do, and holds nothing secret. */
final class SecretException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean transientFault;

  private SecretException(String message, boolean transientFault) {
    super(message);
    this.transientFault = transientFault;
  }

  /** Trying again changes nothing. */
  static SecretException lasting(String message) {
    return new SecretException(message, false);
  }

  /** It may work a little later. */
  static SecretException passing(String message) {
    return new SecretException(message, true);
  }

  /** Tells whether it may work a little later. */
  boolean isPassing() {
    return transientFault;
  }
}
