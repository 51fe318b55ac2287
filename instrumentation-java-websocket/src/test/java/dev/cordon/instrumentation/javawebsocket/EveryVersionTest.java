package dev.cordon.instrumentation.javawebsocket;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds every version that the build fetched to the contract of WebSockets. */
class EveryVersionTest {
  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(Path.of("target/libraries"))) {
      WovenLibrary library =
          new WovenLibrary(List.of(new JavaWebSocketInstrumentation()), WovenLibrary.path(folder));
      boolean whole = library.findResource("org/java_websocket/framing/TextFrame.class") != null;
      versions.add(
          library.tests(
              "Java-WebSocket " + folder.getFileName(),
              whole ? SocketScenarios.class : UnseenScenarios.class));
    }
    return versions;
  }
}
