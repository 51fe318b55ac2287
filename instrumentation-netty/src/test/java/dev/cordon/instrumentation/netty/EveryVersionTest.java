package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds every version that the build fetched to the clients' contract. */
class EveryVersionTest {
  private static final Path LIBRARIES = Path.of("target/libraries");

  @TestFactory
  List<DynamicNode> netty() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(LIBRARIES.resolve("netty"))) {
      versions.add(woven(folder).tests("netty " + folder.getFileName(), NettyScenarios.class));
    }
    return versions;
  }

  @TestFactory
  List<DynamicNode> reactorNetty() throws Exception {
    return reactorNetty(ReactorScenarios.class);
  }

  @TestFactory
  List<DynamicNode> reactorNettyOverHttp2() throws Exception {
    return reactorNetty(Http2Scenarios.class);
  }

  private static List<DynamicNode> reactorNetty(Class<?> scenarios) throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(LIBRARIES.resolve("reactor-netty"))) {
      String name = folder.getFileName().toString();
      Path netty = LIBRARIES.resolve("netty").resolve(name.substring(name.indexOf('+') + 1));
      versions.add(woven(folder, netty).tests("reactor-netty " + name, scenarios));
    }
    return versions;
  }

  private static WovenLibrary woven(Path... folders) throws IOException {
    return new WovenLibrary(List.of(new NettyInstrumentation()), WovenLibrary.path(folders));
  }
}
