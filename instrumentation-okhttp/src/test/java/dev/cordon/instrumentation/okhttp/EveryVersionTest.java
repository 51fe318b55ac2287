package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the scenarios with every version of OkHttp that the build fetched. */
class EveryVersionTest {
  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of("target/libraries"))) {
      for (Path folder : folders.sorted().toList()) {
        versions.add(version(folder));
      }
    }
    return versions;
  }

  private static DynamicNode version(Path folder) throws Exception {
    List<URL> path = new ArrayList<>();
    path.add(Path.of("target/classes").toUri().toURL());
    path.add(Path.of("target/test-classes").toUri().toURL());
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.toList()) {
        path.add(jar.toUri().toURL());
      }
    }
    WovenLibrary library = new WovenLibrary(List.of(new OkHttpInstrumentation()), path);
    boolean webSockets = library.findResource("okhttp3/internal/ws/RealWebSocket.class") != null;
    List<DynamicNode> scenarios = new ArrayList<>();
    scenarios.add(library.tests("calls", CallScenarios.class));
    scenarios.add(library.tests("bodies", BodyScenarios.class));
    scenarios.add(library.tests("answers", AnswerScenarios.class));
    scenarios.add(library.tests("headers that leave", LeavingScenarios.class));
    scenarios.add(library.tests("faults", FaultScenarios.class));
    if (webSockets) {
      scenarios.add(library.tests("web sockets", WebSocketScenarios.class));
    }
    return DynamicContainer.dynamicContainer("OkHttp " + folder.getFileName(), scenarios);
  }
}
