package dev.cordon.engine.policy;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys and passwords that a policy names are: environment variables, files and stores.
 * Immutable.
 */
final class Secrets {
  /** Stands in for every secret: long enough for a key, and an address where one is wanted. */
  private static final String PLACEHOLDER = "redis://placeholder.invalid:6379/0";

  private static final int MAX_BYTES = 64 << 10;

  private final Map<String, String> environment;
  private final boolean mayBeMissing;
  private final SecretStores stores;

  /** What was asked for in stores, in place of asking; null to ask. */
  private final @Nullable Set<String> asked;

  /**
   * Describes where they are.
   *
   * @param environment environment variables
   * @param mayBeMissing whether one that isn't there is no mistake, as the policy is only checked
   * @param stores where companies keep them; asked for nothing then
   */
  Secrets(Map<String, String> environment, boolean mayBeMissing, SecretStores stores) {
    this(environment, mayBeMissing, stores, null);
  }

  private Secrets(
      Map<String, String> environment,
      boolean mayBeMissing,
      SecretStores stores,
      @Nullable Set<String> asked) {
    this.environment = environment;
    this.mayBeMissing = mayBeMissing;
    this.stores = stores;
    this.asked = asked;
  }

  /** Returns secrets that are asked nobody for, and noted. */
  Secrets noting(Set<String> references) {
    return new Secrets(environment, true, SecretStores.NONE, references);
  }

  /** Has stores read several secrets at the same time. */
  void prepare(Set<String> references) {
    stores.prepare(references);
  }

  /** Tells whether what isn't there is no mistake. */
  boolean mayBeMissing() {
    return mayBeMissing;
  }

  /** Returns a variable's value without white space around it, or null. */
  byte @Nullable [] variable(String name) {
    String value = environment.get(name);
    if (value == null) {
      return mayBeMissing ? placeholder() : null;
    }
    return value.trim().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns a file's content without the line's end behind it.
   *
   * @throws IOException when it can't be read
   * @throws InvalidPathException when the name is none
   */
  byte[] file(String name) throws IOException {
    try {
      return content(Paths.get(name));
    } catch (UnusableFileException e) {
      throw e;
    } catch (IOException e) {
      if (mayBeMissing) {
        return placeholder();
      }
      throw e;
    }
  }

  /**
   * Returns a file's content without the line's end behind it.
   *
   * @throws UnusableFileException when it is no regular file, or larger than a secret may be
   * @throws IOException when it can't be read
   */
  static byte[] content(Path file) throws IOException {
    byte[] bytes = RegularFile.read(file, MAX_BYTES);
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /**
   * Returns what a store keeps.
   *
   * @throws IOException when it can't be read; the message says why
   */
  byte[] stored(String reference) throws IOException {
    if (asked != null) {
      asked.add(reference);
    }
    return mayBeMissing ? placeholder() : stores.read(reference);
  }

  private static byte[] placeholder() {
    return PLACEHOLDER.getBytes(StandardCharsets.UTF_8);
  }
}
