package dev.cordon.it;

import dev.cordon.it.harness.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policy files of tests. */
final class Policies {
  private Policies() {}

  /** Writes a policy file of these lines after {@code version: 1}. */
  static Path of(String... lines) {
    return raw("version: 1\n" + String.join("\n", lines) + "\n");
  }

  /** Writes a file of exactly this text. */
  static Path raw(String text) {
    Path file = Places.scratch("policy").resolve("cordon.yaml");
    write(file, text);
    return file;
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
