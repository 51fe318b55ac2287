package dev.cordon.engine.signature;

import dev.cordon.engine.file.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A key that files are signed with, and the public one that belongs to it. Immutable. */
public final class SigningKey {
  private static final int MAX_BYTES = 64 << 10;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final KeyType type;
  private final PrivateKey key;
  private final byte[] publicKey;

  private SigningKey(KeyType type, PrivateKey key, byte[] publicKey) {
    this.type = type;
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * Makes a key.
   *
   * @throws UnsupportedKeyException when this JVM knows no keys of the type
   */
  public static SigningKey generate(KeyType type) throws UnsupportedKeyException {
    KeyPair pair = type.generate();
    return new SigningKey(type, pair.getPrivate(), pair.getPublic().getEncoded());
  }

  /**
   * Reads a key.
   *
   * @param file the private key (PKCS #8) and the public one behind it, both in PEM form, as {@link
   *     #pem} writes them
   * @throws IOException when it holds none; the message tells nothing of its content
   * @throws UnsupportedKeyException when this JVM knows no keys of its type
   */
  public static SigningKey read(Path file) throws IOException, UnsupportedKeyException {
    String text = new String(RegularFile.read(file, MAX_BYTES), StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new IOException("holds no private key as keygen makes it (" + BEGIN + ")");
    }
    byte[] secret;
    try {
      secret = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException notBase64) {
      throw new IOException("the private key is damaged");
    }
    byte[] known = PublicKeys.publicPart(text);
    KeyType type = known == null ? null : KeyType.of(known);
    if (known == null || type == null) {
      throw new IOException("holds no public key behind the private one, as keygen makes it");
    }
    try {
      KeyFactory factory = KeyFactory.getInstance(type.family);
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(secret));
      SigningKey read = new SigningKey(type, key, known);
      read.checkPair();
      return read;
    } catch (NoSuchAlgorithmException e) {
      throw new UnsupportedKeyException(type);
    } catch (GeneralSecurityException e) {
      throw new IOException("the private key is damaged");
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void checkPair() throws IOException, UnsupportedKeyException {
    byte[] probe = {1};
    PublicKey other = PublicKey.ofBase64(publicBase64());
    if (other == null || !other.verifies(probe, sign(probe))) {
      throw new IOException("the private and the public key don't belong together");
    }
  }

  /** Returns the signature of a message. */
  byte[] sign(byte[] message) throws UnsupportedKeyException {
    try {
      Signature signature = Signature.getInstance(type.algorithm);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (NoSuchAlgorithmException e) {
      throw new UnsupportedKeyException(type);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // the key was made or checked here
    }
  }

  /** Returns both keys in PEM form: a secret. */
  public String pem() {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN + "\n" + lines.encodeToString(key.getEncoded()) + "\n" + END + "\n" + publicPem();
  }

  /** Returns the public key in PEM form. */
  public String publicPem() {
    return PublicKeys.pem(publicKey);
  }

  /** Returns the public key in one line, as policies and the agent's arguments take it. */
  public String publicBase64() {
    return Base64.getEncoder().encodeToString(publicKey);
  }

  /** Returns what signatures and messages call the key. */
  public String fingerprint() {
    return PublicKey.fingerprint(publicKey);
  }

  /** Tells nothing of the key itself. */
  @Override
  public String toString() {
    return type.id() + " " + fingerprint();
  }
}
