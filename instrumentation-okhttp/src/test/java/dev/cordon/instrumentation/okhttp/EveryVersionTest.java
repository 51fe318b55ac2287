package dev.cordon.instrumentation.okhttp;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the scenarios with every version of OkHttp that the build fetched. */
class EveryVersionTest {
  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(Path.of("target/libraries"))) {
      versions.add(version(folder));
    }
    return versions;
  }

  private static DynamicNode version(Path folder) throws Exception {
    List<URL> path = WovenLibrary.path(folder);
    WovenLibrary library = new WovenLibrary(List.of(new OkHttpInstrumentation()), path);
    boolean webSockets = library.findResource("okhttp3/internal/ws/RealWebSocket.class") != null;
    List<DynamicNode> scenarios = new ArrayList<>();
    WovenLibrary plain = new WovenLibrary(List.of(), path);
    scenarios.add(
        DynamicTest.dynamicTest(
            "what an application can ask for is what it is without us",
            () -> assertIterableEquals(publicState(plain), publicState(library))));
    scenarios.add(library.tests("calls", CallScenarios.class));
    scenarios.add(library.tests("bodies", BodyScenarios.class));
    scenarios.add(library.tests("answers", AnswerScenarios.class));
    scenarios.add(library.tests("headers that leave", LeavingScenarios.class));
    scenarios.add(library.tests("faults", FaultScenarios.class));
    scenarios.add(library.tests("sending", SendingScenarios.class));
    scenarios.add(library.tests("contract", ContractScenarios.class));
    if (webSockets) {
      scenarios.add(library.tests("web sockets", SocketScenarios.class));
    }
    return DynamicContainer.dynamicContainer("OkHttp " + folder.getFileName(), scenarios);
  }

  private static List<String> publicState(ClassLoader library) throws Exception {
    Class<?> state = Class.forName(PublicState.class.getName(), true, library);
    String text = (String) ((Callable<?>) state.getDeclaredConstructor().newInstance()).call();
    return text.lines().toList();
  }
}
