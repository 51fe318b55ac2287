package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds every version that the build fetched to the clients' contract. */
class EveryVersionTest {
  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(Path.of("target/libraries"))) {
      WovenLibrary library =
          new WovenLibrary(List.of(new KtorCioInstrumentation()), WovenLibrary.path(folder));
      String name = "ktor-cio " + folder.getFileName();
      versions.add(library.tests(name, ContractScenarios.class));
      versions.add(library.tests(name + ", its own", ContentScenarios.class));
      versions.add(library.tests(name + ", its threads", ThreadScenarios.class));
      if (hasServerSentEvents(folder)) {
        versions.add(library.tests(name + ", its plugin for events", EventScenarios.class));
      }
    }
    return versions;
  }

  /** Since 3.0. */
  private static boolean hasServerSentEvents(Path folder) throws Exception {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.anyMatch(jar -> jar.getFileName().toString().startsWith("ktor-sse-"));
    }
  }
}
