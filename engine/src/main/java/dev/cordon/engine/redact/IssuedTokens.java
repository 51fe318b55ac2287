package dev.cordon.engine.redact;

/** The tokens that one request issued. Unchanged once the request was judged. */
public interface IssuedTokens {
  /** Tells whether there are none that a vault could keep. */
  boolean isEmpty();

  /**
   * Hands every token to a vault.
   *
   * @param vault remembers them
   * @param scope where they were issued
   */
  void keepIn(Vault vault, String scope);
}
