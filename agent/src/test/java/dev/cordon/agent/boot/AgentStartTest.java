package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentStartTest {
  /** Loaded by the start itself, or needed by commands and by who asks a running JVM alone. */
  private static final Set<String> OTHERS =
      Set.of(
          "AgentLog",
          "AgentOptions",
          "AgentStart",
          "CordonAgent",
          "Inquiry",
          "Instrumentations",
          "Main",
          "TargetTransformer",
          "Targets",
          "package-info");

  @Test
  void noClassOfTheAgentIsLookedForWhileOnesOfTheApplicationLoad() throws IOException {
    TreeSet<String> named = new TreeSet<>(OTHERS);
    named.addAll(List.of(AgentStart.NEEDED_LATER));
    assertEquals(named, classes());
  }

  private static TreeSet<String> classes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/classes/dev/cordon/agent/boot"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.replace(".class", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
