package dev.cordon.instrumentation.jetty9;

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
          new WovenLibrary(List.of(new JettyClient9Instrumentation()), WovenLibrary.path(folder));
      String name = "jetty-client " + folder.getFileName();
      versions.add(library.tests(name, ContractScenarios.class));
      versions.add(library.tests(name + " decoding", DecodingScenarios.class));
      versions.add(library.tests(name + " bodies", BodyScenarios.class));
      versions.add(library.tests(name + " listeners", ListenerScenarios.class));
      versions.add(library.tests(name + " conversations", ConversationScenarios.class));
    }
    return versions;
  }
}
