package dev.cordon.agent.audit;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The chain: a record's hash covers the hash before it and the record's own bytes. With a key the
 * hash is an HMAC, so that nobody without the key can write a chain anew. SHA-256 and HMAC-SHA-256
 * (FIPS 180-4, RFC 2104). Not thread-safe.
 */
final class HashChain {
  /** The length of a hash in bytes. */
  static final int HASH_BYTES = 32;

  private final @Nullable MessageDigest digest;
  private final @Nullable Mac mac;

  /**
   * Makes a chain.
   *
   * @param key the key, or null for plain hashes
   */
  HashChain(byte @Nullable [] key) {
    try {
      if (key == null) {
        digest = MessageDigest.getInstance("SHA-256");
        mac = null;
      } else {
        digest = null;
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Tells whether the hashes are HMACs. */
  boolean isKeyed() {
    return mac != null;
  }

  /** Returns the hash that stands before the first record of a chain. */
  static byte[] genesis() {
    return new byte[HASH_BYTES];
  }

  /**
   * Returns a record's hash.
   *
   * @param previous the hash before it
   * @param record holds the record's bytes up to its own hash
   * @param length how many they are
   */
  byte[] next(byte[] previous, byte[] record, int length) {
    if (mac != null) {
      mac.update(previous);
      mac.update(record, 0, length);
      return mac.doFinal();
    }
    MessageDigest sha = Objects.requireNonNull(digest);
    sha.update(previous);
    sha.update(record, 0, length);
    return sha.digest();
  }
}
