package dev.cordon.engine.signature;

import dev.cordon.engine.text.Hex;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A key that signatures are checked with. Immutable. */
final class PublicKey {
  private static final int FINGERPRINT = 8;

  private final KeyType type;
  private final byte[] encoded;

  private PublicKey(KeyType type, byte[] encoded) {
    this.type = type;
    this.encoded = encoded;
  }

  /** Returns a key; null when the text is none of a type that is known. */
  static @Nullable PublicKey ofBase64(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(text);
      KeyType type = KeyType.of(encoded);
      return type == null ? null : new PublicKey(type, encoded);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Returns what names the key, and proves nothing: the first bytes of its SHA-256. */
  String fingerprint() {
    return fingerprint(encoded);
  }

  static String fingerprint(byte[] encoded) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(encoded), FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  /**
   * Tells whether a signature is this key's.
   *
   * @throws UnsupportedKeyException when this JVM can't tell
   */
  boolean verifies(byte[] message, byte[] signature) throws UnsupportedKeyException {
    if (type == KeyType.P256 && !hasNumbers(signature)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(type.algorithm);
      check.initVerify(
          KeyFactory.getInstance(type.family).generatePublic(new X509EncodedKeySpec(encoded)));
      check.update(message);
      return check.verify(signature);
    } catch (NoSuchAlgorithmException e) {
      throw new UnsupportedKeyException(type);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // no point of the curve, or no signature at all: providers differ in how they
      // say so
    }
  }

  /**
   * Tells whether a signature of ECDSA (RFC 3279, section 2.2.3) is of two numbers that are not
   * zero: some versions of Java 15 to 18 take zeros for anybody's signature (CVE-2022-21449).
   */
  static boolean hasNumbers(byte[] signature) {
    int second = number(signature, 2);
    return second > 0 && number(signature, second) == signature.length;
  }

  /** Returns where a number ends that is not zero, -1 where there is none. */
  private static int number(byte[] der, int at) {
    if (at + 2 > der.length || der[at] != 2 || der[at + 1] <= 0) {
      return -1;
    }
    int end = at + 2 + der[at + 1];
    for (int i = at + 2; i < Math.min(end, der.length); i++) {
      if (der[i] != 0) {
        return end;
      }
    }
    return -1;
  }
}
