package dev.cordon.engine.detect.person;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Text without addresses: the manual pages, change logs and licences of the Debian packages that
 * are installed. Read where it lies; no text of it is kept.
 */
final class HarmlessTexts {
  private static final int LARGEST = 60_000;

  private HarmlessTexts() {}

  /** Gives every nth text of a kind, beginning with the given one, in the order of their paths. */
  static void read(String root, String ending, int every, int first, Consumer<String> into) {
    Path folder = Path.of(root);
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(f -> f.toString().endsWith(ending) && Files.isRegularFile(f))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new IllegalStateException(root, e);
    }
    for (int i = first; i < files.size(); i += every) {
      into.accept(text(files.get(i)));
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readNBytes(LARGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
