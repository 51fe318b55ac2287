package dev.cordon.engine.redact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what tokens stand for beyond one Exchange: a conversation that the vendor keeps, a
 * batch that is fetched later. What it is told belongs to a scope, which is what a vendor keeps
 * under one identifier, and is given out for that scope and for those that go on from it alone: a
 * model that writes a token of somebody else's conversation gets nothing. Thread-safe; an
 * implementation that can't reach its store forgets rather than fails, and never throws.
 *
 * <pre>
 * resp_1 ── resp_2 ── resp_3        resp_3 is answered from all three,
 *              └───── resp_4        resp_4 from resp_1, resp_2 and itself
 * file_1 ── batch_1 ── file_2       a batch's results are answered from what was uploaded
 * </pre>
 */
public interface Vault {
  /** How many scopes one goes on from at most, the latest first; what is older is forgotten. */
  int MOST_SCOPES = 256;

  /** Remembers nothing. */
  Vault NONE =
      new Vault() {
        @Override
        public void put(String scope, String token, byte[] value) {}

        @Override
        public void link(String scope, List<String> from) {}

        @Override
        public Lookup lookup(List<String> scopes) {
          return Lookup.NONE;
        }
      };

  /** What one answer may be restored from. Used by one thread at a time. */
  interface Lookup {
    /** Knows nothing. */
    Lookup NONE =
        new Lookup() {
          @Override
          public byte @Nullable [] get(String token) {
            return null;
          }
        };

    /**
     * Returns what a token stands for.
     *
     * @param token the token as issued
     * @return the value as UTF-8; null when it is not known here, and when two values were put
     *     under it that are not one value in two spellings
     */
    byte @Nullable [] get(String token);
  }

  /**
   * Remembers a token. Called on the application's thread for each token of a request: an
   * implementation that goes over a network hands it to another thread.
   *
   * @param scope where it was issued
   * @param token the token as issued, such as {@code EMAIL_7KQ2M9}
   * @param value the value as UTF-8; not changed afterwards by either side
   */
  void put(String scope, String token, byte[] value);

  /**
   * Remembers that a scope goes on from others, and from all that those go on from.
   *
   * @param scope the later one
   * @param from the earlier ones
   */
  void link(String scope, List<String> from);

  /**
   * Returns the vault as one answer may ask it: an implementation that goes over a network bounds
   * what an answer can cost.
   *
   * @param scopes what the answer builds on; what these go on from belongs to it
   */
  Lookup lookup(List<String> scopes);

  /**
   * Waits until everything that was put has arrived where it is kept.
   *
   * @param atMostMillis how long to wait at most, in milliseconds
   */
  default void flush(long atMostMillis) {}

  /** Ends what the vault does in the background. It may still be asked, and may then forget. */
  default void close() {}
}
