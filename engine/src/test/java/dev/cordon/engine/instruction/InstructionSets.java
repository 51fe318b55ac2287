package dev.cordon.engine.instruction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the sets of texts, and tells which are found. */
final class InstructionSets {
  private InstructionSets() {}

  static List<String> read(String name) {
    try (InputStream in = InstructionSets.class.getResourceAsStream(name + ".txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return reader.lines().filter(row -> !row.startsWith("#")).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of a row: behind its last column, with new lines. */
  static String text(String row) {
    return row.replaceFirst("^([hg]\\|)?[a-z]{2}\\|", "").replace("\\n", "\n").replace("\\t", "\t");
  }

  /** Returns how much speaks for a command in a text, 0 when it is none. */
  static int points(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] most = {0};
    new InstructionFinder()
        .find(
            bytes,
            0,
            bytes.length,
            (threat, points, from, to) -> most[0] = Math.max(most[0], points));
    return most[0];
  }

  static boolean isFound(String row) {
    return points(text(row)) > 0;
  }

  static long found(List<String> rows) {
    return rows.stream().filter(InstructionSets::isFound).count();
  }
}
