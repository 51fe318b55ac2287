package dev.cordon.engine.redact;

/**
 * Remembers what tokens stand for beyond one Exchange: a conversation that the vendor keeps, a
 * batch that is fetched later. Asked only for answers that can hold tokens of earlier calls.
 * Thread-safe; an implementation that can't reach its store forgets rather than fails, and never
 * throws.
 */
public interface Vault {
  /** Remembers nothing. */
  Vault NONE =
      new Vault() {
        @Override
        public void put(String token, byte[] value) {}

        @Override
        public byte @org.jspecify.annotations.Nullable [] get(String token) {
          return null;
        }
      };

  /**
   * Remembers a token. Called on the application's thread for each token of a request: an
   * implementation that goes over a network hands it to another thread.
   *
   * @param token the token as issued, such as {@code EMAIL_7KQ2M9}
   * @param value the value as UTF-8; not changed afterwards by either side
   */
  void put(String token, byte[] value);

  /**
   * Returns what a token stands for.
   *
   * @param token the token as issued
   * @return the value as UTF-8; null when not known, and when two values were put under it that are
   *     not one value in two spellings
   */
  byte @org.jspecify.annotations.Nullable [] get(String token);

  /**
   * Returns the vault as one answer may ask it: an implementation that goes over a network bounds
   * what an answer can cost.
   *
   * @return a view, used by one thread at a time; this vault where asking costs nothing
   */
  default Vault forAnswer() {
    return this;
  }

  /**
   * Waits until everything that was put has arrived where it is kept.
   *
   * @param atMostMillis how long to wait at most, in milliseconds
   */
  default void flush(long atMostMillis) {}

  /** Ends what the vault does in the background. It may still be asked, and may then forget. */
  default void close() {}
}
