package dev.cordon.engine.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves where a policy file says a secret is. The file itself never holds it. */
final class KeyReference {
  private static final String FORM = "must be random, env:NAME or file:PATH";

  private KeyReference() {}

  /** Returns the key; null for a random one, and when there is a problem. */
  static @Nullable TokenKey read(Section section, String key, Map<String, String> environment) {
    String reference = section.text(key);
    if (reference == null || reference.equals("random")) {
      return null;
    }
    return key(section, key, environment, FORM);
  }

  /** Returns the key; null when there is a problem. */
  static @Nullable TokenKey key(
      Section section, String key, Map<String, String> environment, String form) {
    byte[] bytes = bytes(section, key, environment, form);
    if (bytes == null) {
      return null;
    }
    if (bytes.length < TokenKey.MIN_BYTES) {
      section.wrong(key, "the key is shorter than " + TokenKey.MIN_BYTES + " bytes");
      return null;
    }
    return new TokenKey(bytes);
  }

  /** Returns a secret's bytes; null when there is a problem. */
  static byte @Nullable [] bytes(
      Section section, String key, Map<String, String> environment, String form) {
    String reference = section.text(key);
    if (reference == null) {
      return null;
    }
    if (reference.startsWith("env:")) {
      String name = reference.substring(4);
      String value = environment.get(name);
      if (value == null) {
        section.wrong(key, "environment variable " + name + " is not set");
        return null;
      }
      return value.trim().getBytes(StandardCharsets.UTF_8);
    }
    if (reference.startsWith("file:")) {
      return file(section, key, reference.substring(5));
    }
    // Perhaps the secret itself: it must not come back in a message.
    section.wrong(key, form);
    return null;
  }

  private static byte @Nullable [] file(Section section, String key, String name) {
    try {
      Path path = Paths.get(name);
      byte[] bytes = Files.readAllBytes(path);
      int end = bytes.length;
      while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
        end--;
      }
      return Arrays.copyOf(bytes, end);
    } catch (IOException | InvalidPathException | SecurityException e) {
      section.wrong(key, "the file can't be read (" + e.getClass().getSimpleName() + ")");
      return null;
    }
  }
}
