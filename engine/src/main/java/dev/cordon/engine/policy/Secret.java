package dev.cordon.engine.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A secret that may change while the application runs. Shows itself to nobody; thread-safe. */
final class Secret {
  private final @Nullable Path file;
  private volatile String last;

  /**
   * Makes a secret.
   *
   * @param value what it is now
   * @param file where it is read from anew; null when it can't change
   */
  Secret(String value, @Nullable Path file) {
    this.last = value;
    this.file = file;
  }

  /** Returns what it is now; what it was last when the file can't be read. */
  String now() {
    Path from = file;
    if (from != null) {
      try {
        last = new String(Secrets.content(from), StandardCharsets.UTF_8);
      } catch (IOException | SecurityException e) {
        return last; // it may be about to be replaced
      }
    }
    return last;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret
        && Objects.equals(file, ((Secret) other).file)
        && (file != null || last.equals(((Secret) other).last));
  }

  @Override
  public int hashCode() {
    return file == null ? last.hashCode() : file.hashCode();
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
