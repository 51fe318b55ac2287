package dev.cordon.engine.redis;

import dev.cordon.engine.text.Hex;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A program that Redis runs as one step. Immutable. */
public final class Script {
  private final byte[] text;
  private final byte[] digest;

  private Script(byte[] text) {
    this.text = text;
    try {
      this.digest =
          Hex.of(MessageDigest.getInstance("SHA-1").digest(text))
              .getBytes(StandardCharsets.US_ASCII); // by which Redis knows it
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-1
    }
  }

  /**
   * Reads a script.
   *
   * @param beside the class that it stands beside
   * @param name the file's name
   * @throws IOException when it is not there
   */
  public static Script of(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.write(buffer, 0, n);
      }
      return new Script(text.toByteArray());
    }
  }

  byte[] text() {
    return text.clone();
  }

  byte[] digest() {
    return digest.clone();
  }
}
