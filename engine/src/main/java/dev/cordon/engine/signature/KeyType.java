package dev.cordon.engine.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that files are signed with. */
public enum KeyType {
  /** RFC 8032; in Java since version 15. */
  ED25519("ed25519", "Ed25519", "Ed25519", 12, 44, "302a300506032b6570032100"),
  /** ECDSA on NIST's curve P-256 with SHA-256; for fleets with JVMs that are older. */
  P256(
      "p256",
      "EC",
      "SHA256withECDSA",
      26,
      91,
      "3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private final String id;
  final String family;
  final String algorithm;
  private final int header;
  private final int length;
  private final String begin;

  KeyType(String id, String family, String algorithm, int header, int length, String begin) {
    this.id = id;
    this.family = family;
    this.algorithm = algorithm;
    this.header = header;
    this.length = length;
    this.begin = begin;
  }

  /** Returns the name for people. */
  public String id() {
    return id;
  }

  /** Returns the type of a public key (X.509's SubjectPublicKeyInfo), or null for another one. */
  static @Nullable KeyType of(byte[] key) {
    for (KeyType type : values()) {
      if (key.length == type.length && hex(key, type.header).equals(type.begin)) {
        return type;
      }
    }
    return null;
  }

  private static String hex(byte[] key, int length) {
    return dev.cordon.engine.text.Hex.of(key, length);
  }

  /** Makes a pair of keys. */
  KeyPair generate() throws UnsupportedKeyException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      if (this == P256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new UnsupportedKeyException(this);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // the curve that every Java with EC has
    }
  }
}
