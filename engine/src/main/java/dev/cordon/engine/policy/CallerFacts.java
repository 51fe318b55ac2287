package dev.cordon.engine.policy;

import org.jspecify.annotations.Nullable;

/**
 * Who makes one call, as far as rules for callers ask: each method is asked at most once a call,
 * and only where a rule needs it. Used by one thread at a time.
 */
public interface CallerFacts {
  /** Returns {@code class.method} of the application that makes the call; null when not known. */
  @Nullable String site();

  /** Returns the service's name. */
  String service();

  /**
   * Returns who the application makes the call for; null when not known.
   *
   * @param rules where that is learnt
   */
  @Nullable String user(UserRules rules);

  /** Returns the path of the web request that is answered meanwhile; null when not known. */
  default @Nullable String path() {
    return null;
  }

  /** Returns the API key that the request carries; null when none is seen. Goes nowhere. */
  @Nullable String apiKey();

  /**
   * Returns an API key's fingerprint, as records of the audit trail name it.
   *
   * @param key the API key
   * @param secret the trail's key
   */
  String fingerprint(String key, TokenKey secret);
}
