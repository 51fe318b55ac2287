package dev.cordon.engine.detect.person;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** The texts of {@code training/texts}, in which people have marked the names. */
final class WrittenTexts {
  private static final List<String> FILES =
      List.of(
          "en1",
          "en2",
          "chat",
          "records",
          "office",
          "world",
          "germanic",
          "germanic2",
          "germanic3",
          "romance",
          "romance2",
          "romance3",
          "east",
          "east2",
          "east3",
          "scripts",
          "addresses",
          "addresses2",
          "secrets");

  /** One of so many texts is kept from the training. */
  private static final int KEPT = 5;

  private WrittenTexts() {}

  /**
   * Reads the texts.
   *
   * @param kept whether those that no weight has seen, or those to train with
   * @param into takes the file's name and a text with its marks
   */
  static void read(boolean kept, BiConsumer<String, String> into) {
    for (String file : FILES) {
      int number = 0;
      for (String line : read(file).split("\n")) {
        if (!line.startsWith("# ") && !line.isBlank()) {
          if (kept == (number % KEPT == KEPT - 1)) {
            into.accept(file, line.replace("␊", "\n"));
          }
          number++;
        }
      }
    }
  }

  private static String read(String file) {
    String name = "training/texts/" + file + ".txt";
    try (InputStream in = WrittenTexts.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
