package dev.cordon.engine.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signature in a file beside what is signed. It covers the bytes, what they are, and when they
 * were signed, so that neither can be changed and no signature serves for another kind of file.
 * Immutable.
 */
public final class DetachedSignature {
  /** What is signed. */
  public enum Kind {
    /** A policy. */
    POLICY("policy"),
    /** A policy's exceptions. */
    EXCEPTIONS("exceptions");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Returns the word that stands in the file. */
    public String id() {
      return id;
    }
  }

  /** How large such a file may be. */
  public static final int MAX_BYTES = 4096;

  private static final String ENDING = ".sig";
  private static final String VERSION = "1";
  private static final List<String> KEYS =
      Arrays.asList("cordon-signature", "kind", "key", "signed", "signature");

  private final String kind;
  private final String key;
  private final String signed;
  private final long signedMillis;
  private final byte[] signature;

  private DetachedSignature(String kind, String key, Instant signed, byte[] signature) {
    this.kind = kind;
    this.key = key;
    this.signed = signed.toString();
    this.signedMillis = signed.toEpochMilli();
    this.signature = signature;
  }

  /** Returns the file in which a file's signature stands. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ENDING);
  }

  /**
   * Signs.
   *
   * @param content the file's bytes
   * @param now when
   * @throws UnsupportedKeyException when this JVM can't sign with such a key
   */
  public static DetachedSignature make(Kind kind, byte[] content, SigningKey key, Instant now)
      throws UnsupportedKeyException {
    Instant signed = Instant.ofEpochSecond(now.getEpochSecond());
    byte[] made = key.sign(message(kind.id(), signed.toString(), content));
    return new DetachedSignature(kind.id(), key.fingerprint(), signed, made);
  }

  /**
   * Reads a signature's file.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static DetachedSignature parse(byte[] file) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] lines = new String(file, StandardCharsets.US_ASCII).split("\r?\n");
    for (int i = 0; i < lines.length; i++) {
      int colon = lines[i].indexOf(": ");
      String name = colon < 0 ? "" : lines[i].substring(0, colon);
      if (!KEYS.contains(name) || values.put(name, lines[i].substring(colon + 2).trim()) != null) {
        throw new IllegalArgumentException("line " + (i + 1) + " is none of a signature's");
      }
    }
    if (!values.keySet().containsAll(KEYS) || !VERSION.equals(values.get(KEYS.get(0)))) {
      throw new IllegalArgumentException(
          "it must say " + String.join(", ", KEYS) + ", and be of version " + VERSION);
    }
    try {
      String signed = String.valueOf(values.get("signed"));
      return new DetachedSignature(
          String.valueOf(values.get("kind")),
          String.valueOf(values.get("key")),
          Instant.parse(signed),
          Base64.getDecoder().decode(String.valueOf(values.get("signature"))));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("signed is no time such as 2026-10-18T09:30:00Z", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the signature is not in base64", e);
    }
  }

  /** Returns what the file holds. */
  public byte[] text() {
    String text =
        "cordon-signature: "
            + VERSION
            + "\nkind: "
            + kind
            + "\nkey: "
            + key
            + "\nsigned: "
            + signed
            + "\nsignature: "
            + Base64.getEncoder().encodeToString(signature)
            + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Returns why a file doesn't count as signed, or null when it does.
   *
   * @param expected what it should be
   * @param content its bytes
   * @param trusted whose signature counts
   */
  public @Nullable String problem(Kind expected, byte[] content, PublicKeys trusted) {
    if (!kind.equals(expected.id())) {
      return "the signature is one of kind " + shown(kind) + ", not " + expected.id();
    }
    PublicKey signer = trusted.find(key);
    if (signer == null) {
      return "it is signed with the key "
          + shown(key)
          + ", which is none of those that are trusted ("
          + trusted
          + ")";
    }
    try {
      return signer.verifies(message(kind, signed, content), signature)
          ? null
          : "the signature doesn't fit: the file is not as it was when it was signed";
    } catch (UnsupportedKeyException e) {
      return "the signature can't be checked: " + e.getMessage();
    }
  }

  /** The file may say anything; a message is a line. */
  private static String shown(String text) {
    return text.matches("[A-Za-z0-9]{1,32}") ? text : "?";
  }

  private static byte[] message(String kind, String signed, byte[] content) {
    String head = "cordon signature " + VERSION + "\n" + kind + "\n" + signed + "\n";
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    message.write(bytes, 0, bytes.length);
    message.write(content, 0, content.length);
    return message.toByteArray();
  }

  /** Returns when it was signed, milliseconds since the epoch, as the signer's clock had it. */
  public long signedMillis() {
    return signedMillis;
  }

  /** Returns when it was signed, such as {@code 2026-10-18T09:30:00Z}. */
  public String signed() {
    return signed;
  }

  /** Returns the fingerprint of the key that it claims to be made with. */
  public String key() {
    return key;
  }
}
