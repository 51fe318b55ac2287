package dev.cordon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} names classes; they exist. */
class ArchitecturePageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+[a-z])(?:\\.[a-z]\\w*)?`");

  @Test
  void everyClassThatThePageNamesExists() throws IOException {
    Set<String> missing = new TreeSet<>();
    Matcher names = NAMED.matcher(Files.readString(ROOT.resolve("docs/architecture.md")));
    while (names.find()) {
      missing.add(names.group(1));
    }
    assertTrue(missing.size() > 30, "the page names classes in code font");
    missing.removeAll(classes());
    assertEquals(Set.of(), missing);
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> file.toString().replace('\\', '/'))
          .filter(file -> file.contains("/src/") && file.endsWith(".java"))
          .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
