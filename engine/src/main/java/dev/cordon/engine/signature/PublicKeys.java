package dev.cordon.engine.signature;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys whose signatures are trusted. Immutable. */
public final class PublicKeys {
  private static final int MAX_BYTES = 64 << 10;
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final List<PublicKey> keys;

  private PublicKeys(List<PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads keys.
   *
   * @param references each a key in base64, as {@code keygen} prints it, or the path of a file with
   *     keys in PEM form
   * @param folder where relative paths begin; null for the working directory
   * @throws IOException when one is neither; the message is for people
   */
  public static PublicKeys read(List<String> references, @Nullable Path folder) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (String reference : references) {
      PublicKey key = PublicKey.ofBase64(reference);
      if (key == null) {
        keys.addAll(ofFile(reference, folder));
      } else {
        keys.add(key);
      }
    }
    return new PublicKeys(keys);
  }

  /** Tells whether a reference is no key itself, so that it must be a file's path. */
  public static boolean isFile(String reference) {
    return PublicKey.ofBase64(reference) == null;
  }

  private static List<PublicKey> ofFile(String name, @Nullable Path folder) throws IOException {
    String text;
    try {
      Path path = Paths.get(name);
      path = folder == null ? path : folder.resolve(path);
      text = new String(RegularFile.read(path, MAX_BYTES), StandardCharsets.US_ASCII);
    } catch (InvalidPathException e) {
      throw new IOException("no public key, and no file with one: " + name, e);
    } catch (IOException e) {
      throw new IOException(
          "no public key, and no file with one that can be read: "
              + name
              + " ("
              + UnusableFileException.reason(e)
              + ")",
          e);
    }
    List<PublicKey> keys = new ArrayList<>();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int end = text.indexOf(END, begin);
      PublicKey key = end < 0 ? null : ofPem(text.substring(begin + BEGIN.length(), end));
      if (key == null) {
        throw new IOException(name + ": holds a public key that is damaged, or of another type");
      }
      keys.add(key);
      begin = text.indexOf(BEGIN, end);
    }
    if (keys.isEmpty()) {
      throw new IOException(name + ": holds no public key in PEM form (" + BEGIN + ")");
    }
    return keys;
  }

  private static @Nullable PublicKey ofPem(String text) {
    return PublicKey.ofBase64(text.replaceAll("\\s", ""));
  }

  /** Returns the bytes of the first public key in a text, or null. */
  static byte @Nullable [] publicPart(String text) {
    int begin = text.indexOf(BEGIN);
    int end = begin < 0 ? -1 : text.indexOf(END, begin);
    try {
      return end < 0
          ? null
          : Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Returns a key in PEM form (RFC 7468). */
  static String pem(byte[] key) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN + "\n" + lines.encodeToString(key) + "\n" + END + "\n";
  }

  /** Returns the key with a fingerprint, or null when it is not trusted. */
  @Nullable PublicKey find(String fingerprint) {
    for (PublicKey key : keys) {
      if (key.fingerprint().equals(fingerprint)) {
        return key;
      }
    }
    return null;
  }

  /** Returns the keys' fingerprints, for messages. */
  @Override
  public String toString() {
    String[] prints = new String[keys.size()];
    Arrays.setAll(prints, i -> keys.get(i).fingerprint());
    return String.join(", ", prints);
  }
}
