package dev.cordon.engine.policy;

import dev.cordon.engine.text.Hex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An API key that a rule is about, by the fingerprint in the trail or by a hash of the key itself,
 * so that no heap dump shows a key because of a rule. Immutable.
 */
final class KnownKey {
  /** How long fingerprints are, in hexadecimal digits. */
  static final int FINGERPRINT = 16;

  private final boolean fingerprint;
  private final String value;

  private KnownKey(boolean fingerprint, String value) {
    this.fingerprint = fingerprint;
    this.value = value;
  }

  static KnownKey byFingerprint(String fingerprint) {
    return new KnownKey(true, fingerprint);
  }

  static KnownKey of(byte[] key) {
    return new KnownKey(false, hash(key));
  }

  boolean isFingerprint() {
    return fingerprint;
  }

  /** Tells whether this is the key that has this fingerprint and this hash. */
  boolean is(String keysFingerprint, String keysHash) {
    return value.equals(fingerprint ? keysFingerprint : keysHash);
  }

  /** Tells whether two rules are about one key and say it in the same way. */
  boolean isSame(KnownKey other) {
    return fingerprint == other.fingerprint && value.equals(other.value);
  }

  static String hash(byte[] key) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(key), 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  static String hash(String key) {
    return hash(key.getBytes(StandardCharsets.UTF_8));
  }
}
