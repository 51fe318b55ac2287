package dev.cordon.instrumentation.okhttp2;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds every version that the build fetched to the clients' contract. */
class EveryVersionTest {
  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(Path.of("target/libraries"))) {
      WovenLibrary library =
          new WovenLibrary(List.of(new OkHttp2Instrumentation()), WovenLibrary.path(folder));
      versions.add(library.tests("OkHttp " + folder.getFileName(), ContractScenarios.class));
    }
    return versions;
  }
}
