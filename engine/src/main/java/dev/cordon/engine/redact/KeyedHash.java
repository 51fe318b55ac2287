package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.TokenKey;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 of a type and a value (RFC 2104). Made of plain digests because {@code
 * javax.crypto.Mac} starts the provider framework, which costs tens of milliseconds at the first
 * call of a JVM. Not thread-safe.
 */
public final class KeyedHash {
  static final int BYTES = 32;
  private static final int BLOCK = 64;

  /** Digests that have taken the padded key; cloned for each hash. */
  private final MessageDigest inner;

  private final MessageDigest outer;
  private final byte[] digest = new byte[BYTES];
  private byte[] message = new byte[256];

  /** Makes hashes under a key, of which this object keeps a digest only. */
  public KeyedHash(TokenKey key) {
    byte[] padded = key.bytes();
    if (padded.length > BLOCK) {
      padded = sha256().digest(padded);
    }
    padded = Arrays.copyOf(padded, BLOCK);
    this.inner = padded(padded, (byte) 0x36);
    this.outer = padded(padded, (byte) 0x5c);
    Arrays.fill(padded, (byte) 0);
  }

  private static MessageDigest padded(byte[] key, byte pad) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) (key[i] ^ pad);
    }
    MessageDigest digest = sha256();
    digest.update(block);
    Arrays.fill(block, (byte) 0);
    return digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  /**
   * Hashes a value of a type.
   *
   * @param round 0; another number for another hash of the same value
   * @return {@value #BYTES} bytes, valid until the next call
   */
  byte[] hash(DataType type, byte[] value, int length, int round) {
    String id = type.id();
    int size = id.length() + 2 + length;
    if (message.length < size) {
      message = new byte[size];
    }
    int n = 0;
    while (n < id.length()) {
      message[n] = (byte) id.charAt(n);
      n++;
    }
    message[n++] = 0;
    System.arraycopy(value, 0, message, n, length);
    n += length;
    if (round > 0) {
      message[n++] = (byte) round;
    }
    return hash(message, n);
  }

  /**
   * Hashes bytes of any kind.
   *
   * @param bytes holds them from its begin
   * @param length how many there are
   * @return {@value #BYTES} bytes, valid until the next call
   */
  public byte[] hash(byte[] bytes, int length) {
    try {
      MessageDigest first = (MessageDigest) inner.clone();
      first.update(bytes, 0, length);
      first.digest(digest, 0, BYTES);
      MessageDigest second = (MessageDigest) outer.clone();
      second.update(digest, 0, BYTES);
      second.digest(digest, 0, BYTES);
      return digest;
    } catch (CloneNotSupportedException | DigestException e) {
      throw new IllegalStateException(e.getClass().getName()); // the JDK's digests can
    }
  }

  /** Forgets the last value. */
  void clear() {
    if (message.length > 1024) {
      message = new byte[256];
    } else {
      Arrays.fill(message, (byte) 0);
    }
  }
}
