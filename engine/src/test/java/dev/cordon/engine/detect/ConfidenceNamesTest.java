package dev.cordon.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfidenceNamesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/cordon/engine/detect");

  /** The last argument of a report, up to its closing bracket: a number, or a choice of numbers. */
  private static final Pattern BARE =
      Pattern.compile("\\b(?:report|found)\\([^;{]*[,?:]\\s*\\d\\d\\s*(?::\\s*\\w+\\s*)?\\)\\s*;");

  @Test
  void noDetectorReportsABareNumber() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() > 100, "the detectors' sources");
      assertEquals(List.of(), sources.stream().flatMap(ConfidenceNamesTest::bare).toList());
    }
  }

  private static Stream<String> bare(Path source) {
    try {
      return BARE.matcher(Files.readString(source))
          .results()
          .map(MatchResult::group)
          .map(found -> SOURCES.relativize(source) + ": " + found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
