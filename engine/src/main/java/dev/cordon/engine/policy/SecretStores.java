package dev.cordon.engine.policy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where companies keep secrets: a policy names one as {@code vault:PATH#FIELD}, {@code
 * aws-sm:NAME}, {@code gcp-sm:NAME}, {@code azure-kv:VAULT/NAME} or {@code command:PROGRAM}.
 * Thread-safe.
 */
public interface SecretStores {
  /** What references begin with. */
  List<String> FORMS =
      Collections.unmodifiableList(
          Arrays.asList("vault:", "aws-sm:", "gcp-sm:", "azure-kv:", "command:"));

  /** Knows none. */
  SecretStores NONE =
      new SecretStores() {
        @Override
        public byte[] read(String reference) throws IOException {
          throw new IOException("nothing here reads from such a store");
        }
      };

  /**
   * Reads a secret; may take seconds, and goes over the network.
   *
   * @param reference what the policy names
   * @return its bytes
   * @throws IOException when it can't be read; the message says why and what to do, and holds
   *     nothing secret
   */
  byte[] read(String reference) throws IOException;

  /**
   * Reads several secrets at the same time, so that {@link #read} has them, or knows why not.
   *
   * @param references what the policy names
   */
  default void prepare(Collection<String> references) {}

  /**
   * Returns why a reference is none, without asking anybody; null when it may be one.
   *
   * @param reference what the policy names
   */
  static @Nullable String problem(String reference) {
    String name = reference.substring(reference.indexOf(':') + 1);
    if (name.trim().isEmpty() || name.startsWith("#")) {
      return "names nothing behind its colon";
    }
    if (reference.startsWith("vault:") && (name.indexOf('#') < 0 || name.indexOf('/') < 1)) {
      return "must be vault:MOUNT/PATH#FIELD";
    }
    if (reference.startsWith("gcp-sm:") && !name.matches("projects/[^/#]+/secrets/[^#]+(#.+)?")) {
      return "must be gcp-sm:projects/PROJECT/secrets/NAME, perhaps with /versions/N and #FIELD";
    }
    if (reference.startsWith("azure-kv:") && !name.matches("[A-Za-z0-9-]+/[A-Za-z0-9-/]+(#.+)?")) {
      return "must be azure-kv:VAULT/NAME, perhaps with #FIELD";
    }
    return null;
  }

  /** Tells whether a text names a secret in a store. */
  static boolean isReference(String text) {
    for (String form : FORMS) {
      if (text.startsWith(form)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a reference as messages show it: what a program is told may be a secret. */
  static String shown(String reference) {
    return reference.startsWith("command:")
        ? reference.substring(0, 8) + reference.substring(8).trim().split("\\s", 2)[0]
        : reference;
  }

  /** Returns a number that is another one once a secret that was read has changed. */
  default long version() {
    return 0;
  }
}
