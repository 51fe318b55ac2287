package dev.cordon.engine.policy;

import dev.cordon.engine.file.UnusableFileException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/** Resolves where a policy file says a secret is. The file itself never holds it. */
final class KeyReference {
  private static final String FORM = "must be random, env:NAME or file:PATH";

  private KeyReference() {}

  /** Returns the key; null for a random one, and when there is a problem. */
  static @Nullable TokenKey read(Section section, String key, Secrets secrets) {
    String reference = section.text(key);
    if (reference == null || reference.equals("random")) {
      return null;
    }
    return key(section, key, secrets, FORM);
  }

  /** Returns the key; null when there is a problem. */
  static @Nullable TokenKey key(Section section, String key, Secrets secrets, String form) {
    byte[] bytes = bytes(section, key, secrets, form);
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
  static byte @Nullable [] bytes(Section section, String key, Secrets secrets, String form) {
    String reference = section.text(key);
    return reference == null ? null : resolve(section, key, reference, secrets, form);
  }

  /** Returns the bytes of the secret that a text names; null when there is a problem. */
  static byte @Nullable [] resolve(
      Section section, String key, String reference, Secrets secrets, String form) {
    if (reference.startsWith("env:")) {
      String name = reference.substring(4);
      byte[] value = secrets.variable(name);
      if (value == null) {
        section.wrong(key, "environment variable " + name + " is not set");
      }
      return value;
    }
    if (reference.startsWith("file:")) {
      try {
        return secrets.file(reference.substring(5));
      } catch (IOException | InvalidPathException | SecurityException e) {
        section.wrong(key, "the file can't be read (" + UnusableFileException.reason(e) + ")");
        return null;
      }
    }
    // Perhaps the secret itself: it must not come back in a message.
    section.wrong(key, form);
    return null;
  }
}
