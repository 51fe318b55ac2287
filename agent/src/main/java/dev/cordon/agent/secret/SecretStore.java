package dev.cordon.agent.secret;

/** One kind of store. Thread-safe. */
interface SecretStore {
  /**
   * Reads a secret.
   *
   * @param name what stands behind the kind, without the field
   * @return the secret's text or bytes
   */
  byte[] read(String name) throws SecretException;

  /** Keeps alive what it was let in with, such as a token with a lease; called now and then. */
  default void renew() throws SecretException {}
}
