package dev.cordon.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** The options {@code --key-env NAME} and {@code --key-file FILE}. */
final class KeyOption {
  private KeyOption() {}

  static boolean is(String option) {
    return option.equals("--key-env") || option.equals("--key-file");
  }

  /** Returns the key, or null when the variable or the file has none. */
  static byte @Nullable [] read(String option, String name) {
    String text;
    if (option.equals("--key-env")) {
      text = System.getenv(name);
    } else {
      try {
        byte[] bytes = Files.readAllBytes(Paths.get(name));
        text = new String(bytes, StandardCharsets.UTF_8).trim();
      } catch (IOException e) {
        return null;
      }
    }
    return text == null || text.isEmpty() ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
