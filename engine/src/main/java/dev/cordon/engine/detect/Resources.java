package dev.cordon.engine.detect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the lists that detectors are made from. Few of their rows hold more than ASCII: only those
 * are decoded, which keeps all other strings in their short form and saves a cold JVM much work.
 */
public final class Resources {
  private Resources() {}

  /**
   * Reads a resource.
   *
   * @param owner the class that it stands beside
   * @param name its name
   * @return the bytes as they are, a character each: for {@link #row}
   * @throws IllegalStateException if it is missing or can't be read
   */
  public static String read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream(32 * 1024);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
      return new String(all.toByteArray(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }

  /**
   * Returns a row of what {@link #read} returned, decoded.
   *
   * @param all the resource
   * @param from the row's first character
   * @param to the character after its last one
   */
  public static String row(String all, int from, int to) {
    byte[] bytes = all.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
