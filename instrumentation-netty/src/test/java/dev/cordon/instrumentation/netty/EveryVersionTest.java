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

  /** 4.1.0's folder is without HTTP/2. */
  @TestFactory
  List<DynamicNode> nettyOverHttp2() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(LIBRARIES.resolve("netty"))) {
      if (!folder.endsWith("4.1.0.Final")) {
        String name = "netty " + folder.getFileName();
        versions.add(woven(folder).tests(name, NettyHttp2Scenarios.class));
      }
    }
    return versions;
  }

  @TestFactory
  List<DynamicNode> vertxOverHttp2() throws Exception {
    return onNetty("vertx", VertxScenarios.class);
  }

  /** Version 4 has no such way. */
  @TestFactory
  List<DynamicNode> vertxOnTheFrameCodec() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(LIBRARIES.resolve("vertx"))) {
      String name = folder.getFileName().toString();
      if (!name.startsWith("4.")) {
        Path netty = LIBRARIES.resolve("netty").resolve(name.substring(name.indexOf('+') + 1));
        versions.add(woven(folder, netty).tests("vertx " + name, VertxMultiplexScenarios.class));
      }
    }
    return versions;
  }

  @TestFactory
  List<DynamicNode> armeriaOverHttp2() throws Exception {
    return onNetty("armeria", ArmeriaScenarios.class);
  }

  @TestFactory
  List<DynamicNode> armeria() throws Exception {
    return onNetty("armeria", ArmeriaHttp1Scenarios.class);
  }

  @TestFactory
  List<DynamicNode> nettySockets() throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(LIBRARIES.resolve("netty"))) {
      String name = "netty " + folder.getFileName();
      versions.add(woven(folder).tests(name, NettySocketScenarios.class));
      versions.add(woven(folder).tests(name, OlderSocketScenarios.class));
    }
    return versions;
  }

  @TestFactory
  List<DynamicNode> reactorNettySockets() throws Exception {
    return reactorNetty(ReactorSocketScenarios.class);
  }

  /** The older ones open none, or wait for ever for this server's answer, without us too. */
  @TestFactory
  List<DynamicNode> reactorNettySocketsOverHttp2() throws Exception {
    List<DynamicNode> versions = reactorNetty(ReactorHttp2SocketScenarios.class);
    return versions.subList(versions.size() - 1, versions.size());
  }

  @TestFactory
  List<DynamicNode> vertxSockets() throws Exception {
    return onNetty("vertx", VertxSocketScenarios.class);
  }

  @TestFactory
  List<DynamicNode> asyncHttpClientSockets() throws Exception {
    return onNetty("async-http-client", AsyncHttpSocketScenarios.class);
  }

  private static List<DynamicNode> reactorNetty(Class<?> scenarios) throws Exception {
    return onNetty("reactor-netty", scenarios);
  }

  private static List<DynamicNode> onNetty(String client, Class<?> scenarios) throws Exception {
    List<DynamicNode> versions = new ArrayList<>();
    for (Path folder : WovenLibrary.versions(LIBRARIES.resolve(client))) {
      String name = folder.getFileName().toString();
      Path netty = LIBRARIES.resolve("netty").resolve(name.substring(name.indexOf('+') + 1));
      versions.add(woven(folder, netty).tests(client + ' ' + name, scenarios));
    }
    return versions;
  }

  private static WovenLibrary woven(Path... folders) throws IOException {
    return new WovenLibrary(List.of(new NettyInstrumentation()), WovenLibrary.path(folders));
  }
}
