package dev.cordon.detector.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A model's own tokenizer, {@code tokenizer.json}. Thread-safe. */
final class Tokenizer {
  /** DJL's tokenizer reports its use to its makers unless it is told not to. */
  private static final String OPT_OUT = "OPT_OUT_TRACKING";

  /** Where DJL puts its native library; by default the home folder, which may be read-only. */
  private static final String CACHE = "ENGINE_CACHE_DIR";

  private final HuggingFaceTokenizer tokenizer;

  private Tokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Loads a tokenizer.
   *
   * @throws IllegalArgumentException if it can't be read
   */
  static Tokenizer of(Path file) {
    Path folder = folder();
    try (Property cache = new Property(CACHE, folder.toString());
        Property silent = new Property(OPT_OUT, "true");
        Property offline = new Property("ai.djl.offline", "true")) {
      return new Tokenizer(
          HuggingFaceTokenizer.newInstance(
              file, Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true")));
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(
          "model: can't load " + file + " (" + e.getMessage() + ")", e);
    } finally {
      delete(folder); // the library is mapped; where a system keeps it, it goes when the JVM ends
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("cordon-tokenizer"); // readable for its owner alone
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(
              file -> {
                if (!file.toFile().delete()) {
                  file.toFile().deleteOnExit();
                }
              });
    } catch (IOException | UncheckedIOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /** Cuts a text into tokens. */
  Tokens tokens(byte[] utf8) {
    String text = new String(utf8, UTF_8);
    return Tokens.of(tokenizer.encode(text, true, false), places(text));
  }

  /** Returns where each code point begins in the text's bytes, and where the last ends. */
  private static int[] places(String text) {
    int[] places = new int[text.codePointCount(0, text.length()) + 1];
    int bytes = 0;
    int point = 0;
    for (int i = 0; i < text.length(); point++) {
      places[point] = bytes;
      int code = text.codePointAt(i);
      i += Character.charCount(code);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    places[point] = bytes;
    return places;
  }

  /** A system property that has a value for a while. */
  private static final class Property implements AutoCloseable {
    private final String name;
    private final String before;

    Property(String name, String value) {
      this.name = name;
      this.before = System.getProperty(name);
      System.setProperty(name, value);
    }

    @Override
    public void close() {
      if (before == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, before);
      }
    }
  }
}
