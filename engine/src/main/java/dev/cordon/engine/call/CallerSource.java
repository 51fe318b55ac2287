package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import org.jspecify.annotations.Nullable;

/**
 * Knows who makes a call; what an implementation leaves out it doesn't know. Asked only where
 * policy has rules for callers. Thread-safe; what it throws is a fault of the engine, which {@code
 * on_error} decides about.
 */
public interface CallerSource {
  /** Knows nobody. */
  CallerSource NONE = new CallerSource() {};

  /**
   * Returns {@code class.method} of the application nearest on this thread's stack, or null. Called
   * on the thread that makes the call.
   */
  default @Nullable String site() {
    return null;
  }

  /** Returns the service's name. */
  default String service() {
    return "";
  }

  /**
   * Returns who the application makes a call for, or null.
   *
   * @param rules where that is learnt
   * @param head the request
   * @param body its body before it is redacted; empty when there is none
   */
  default @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
    return null;
  }

  /**
   * Returns the path of the web request that the application is answering on this thread, or null.
   *
   * @param loader a loader of the application, or null
   */
  default @Nullable String path(@Nullable ClassLoader loader) {
    return null;
  }

  /** Returns the API key that a request carries, or null. */
  default @Nullable String apiKey(RequestHead head) {
    return null;
  }

  /**
   * Returns an API key's fingerprint in the audit trail.
   *
   * @param key the API key
   * @param secret the trail's key
   */
  default String fingerprint(String key, TokenKey secret) {
    return "";
  }

  /**
   * Returns a user's fingerprint in the audit trail.
   *
   * @param user the user
   * @param secret the trail's key
   */
  default String userFingerprint(String user, TokenKey secret) {
    return "";
  }
}
