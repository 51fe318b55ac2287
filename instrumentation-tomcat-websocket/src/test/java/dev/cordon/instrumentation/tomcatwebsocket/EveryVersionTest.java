package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the scenarios with every version that the build fetched. */
class EveryVersionTest {
  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(Path.of("target/libraries"))) {
      WovenLibrary library =
          new WovenLibrary(
              List.of(new TomcatWebSocketInstrumentation()), WovenLibrary.path(folder));
      versions.add(
          library.tests("tomcat-websocket " + folder.getFileName(), HandshakeScenarios.class));
    }
    return versions;
  }
}
