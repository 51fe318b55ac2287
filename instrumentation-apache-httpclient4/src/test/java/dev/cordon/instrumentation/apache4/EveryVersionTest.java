package dev.cordon.instrumentation.apache4;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.io.IOException;
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
          new WovenLibrary(List.of(new Apache4Instrumentation()), WovenLibrary.path(folder));
      String name = "httpclient " + folder.getFileName();
      versions.add(library.tests(name, ContractScenarios.class));
      if (isAsync(folder)) {
        versions.add(library.tests(name + " async", AsyncScenarios.class));
        versions.add(library.tests(name + " minimal", MinimalScenarios.class));
      }
    }
    return versions;
  }

  private static boolean isAsync(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.anyMatch(jar -> jar.getFileName().toString().startsWith("httpasyncclient"));
    }
  }
}
