package dev.cordon.engine.policy;

import dev.cordon.engine.file.UnusableFileException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves where a policy file says a secret is. The file itself never holds it. */
final class KeyReference {
  private static final String RANDOM = "random";
  private static final String FORM = "must be random, env:NAME or file:PATH";

  /** More are no rotation; each is one more name to ask Redis for. */
  private static final int MOST_KEYS = 8;

  private KeyReference() {}

  /**
   * Returns the keys, the current one first; none for a random one, and when there is a problem.
   */
  static List<TokenKey> ring(Section section, String key, Secrets secrets, String form) {
    List<TokenKey> keys = new ArrayList<>();
    List<String> references = section.texts(key);
    if (references.size() == 1 && references.get(0).equals(RANDOM) && form.contains(RANDOM)) {
      return keys;
    }
    if (references.size() > MOST_KEYS) {
      section.wrong(key, "has more than " + MOST_KEYS + " keys; drop the oldest");
      return keys;
    }
    for (String reference : references) {
      byte[] bytes = resolve(section, key, reference, secrets, form);
      TokenKey made = bytes == null ? null : made(section, key, bytes);
      if (made != null && keys.contains(made) && !secrets.mayBeMissing()) {
        section.wrong(key, "names one key twice");
      } else if (made != null) {
        keys.add(made);
      }
    }
    return keys;
  }

  private static @Nullable TokenKey made(Section section, String key, byte[] bytes) {
    if (bytes.length < TokenKey.MIN_BYTES) {
      section.wrong(key, "the key is shorter than " + TokenKey.MIN_BYTES + " bytes");
      return null;
    }
    return new TokenKey(bytes);
  }

  /** Returns the key; null for a random one, and when there is a problem. */
  static @Nullable TokenKey read(Section section, String key, Secrets secrets) {
    String reference = section.text(key);
    if (reference == null || reference.equals(RANDOM)) {
      return null;
    }
    return key(section, key, secrets, FORM);
  }

  /** Returns the key; null when there is a problem. */
  static @Nullable TokenKey key(Section section, String key, Secrets secrets, String form) {
    byte[] bytes = bytes(section, key, secrets, form);
    return bytes == null ? null : made(section, key, bytes);
  }

  /** Returns a secret's bytes; null when there is a problem. */
  static byte @Nullable [] bytes(Section section, String key, Secrets secrets, String form) {
    String reference = section.text(key);
    return reference == null ? null : resolve(section, key, reference, secrets, form);
  }

  private static byte @Nullable [] stored(
      Section section, String key, String reference, Secrets secrets) {
    String problem = SecretStores.problem(reference);
    if (problem != null) {
      section.wrong(key, problem);
      return null;
    }
    try {
      return secrets.stored(reference);
    } catch (IOException | SecurityException e) {
      section.wrong(key, SecretStores.shown(reference) + " can't be read: " + e.getMessage());
      return null;
    }
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
    if (SecretStores.isReference(reference)) {
      return stored(section, key, reference, secrets);
    }
    // Perhaps the secret itself: it must not come back in a message.
    section.wrong(key, form);
    return null;
  }
}
