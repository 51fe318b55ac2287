package dev.cordon.engine.policy;

import java.security.SecureRandom;
import java.util.Arrays;

/** The key that tokens, surrogates and hashes are made with. Immutable; shows itself to nobody. */
public final class TokenKey {
  /** The fewest bytes that a configured key may have. */
  public static final int MIN_BYTES = 16;

  private final byte[] bytes;

  /**
   * Takes a key.
   *
   * @param bytes at least {@value #MIN_BYTES} bytes; copied
   */
  public TokenKey(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException("a key has at least " + MIN_BYTES + " bytes");
    }
    this.bytes = bytes.clone();
  }

  /** Returns a new random key. */
  public static TokenKey random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new TokenKey(bytes);
  }

  /** Returns a copy of the key's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenKey && Arrays.equals(bytes, ((TokenKey) other).bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "TokenKey";
  }
}
