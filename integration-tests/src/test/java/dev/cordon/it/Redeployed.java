package dev.cordon.it;

import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A web application that brings one client along in {@code WEB-INF/lib}.
 *
 * @param client the directory of its client below {@code src/apps}
 * @param libraries what the client needs
 * @param release the Java release that it is compiled for
 * @param model what it asks
 */
record Redeployed(String client, Libraries libraries, int release, Model model) {
  /** What a client speaks to. */
  enum Model {
    CHAT,
    MESSAGES,
    BEDROCK,
    SOCKET,
    GRPC,
    TOOL
  }

  /** Whose class loaders every build looks at. */
  static final List<Redeployed> ALWAYS =
      List.of(
          of("web-url-connection", "", 8),
          of("web-javahttp", "", 11),
          of("web-okhttp", "okhttp-5.5.1", 8),
          of("web-apache5", "httpclient5-5.5", 8));

  /** The others. */
  static final List<Redeployed> MORE =
      List.of(
          of("web-okhttp2", "okhttp2-2.7.5", 8),
          of("web-apache4", "httpclient-4.5.14", 8),
          of("web-apache4-async", "httpasyncclient-4.1.5", 8),
          of("web-apache5-async", "httpclient5-5.5", 8),
          of("web-reactor", "reactor-netty-1.3.8", 8),
          of("web-vertx", "vertx-5.1.6", 11),
          of("web-jetty", "jetty-client-12.1.14", 17),
          of("web-jetty9", "jetty-client-9.4.58", 8),
          of("web-helidon", "helidon-webclient-4.5.0", 21),
          of("web-ktor-cio", "ktor-cio-3.5.2", 8),
          of("web-openai", "openai-java-4.100.0", 8),
          new Redeployed("aws-clients+web-aws", new Libraries("aws-sdk-2.59.1"), 8, Model.BEDROCK),
          new Redeployed(
              "web-anthropic", new Libraries("anthropic-java-3.14.0"), 8, Model.MESSAGES),
          new Redeployed(
              "web-java-websocket", new Libraries("java-websocket-1.6.0"), 8, Model.SOCKET),
          new Redeployed("web-grpc", new Libraries("grpc-1.76.0"), 8, Model.GRPC),
          new Redeployed("web-mcp", new Libraries("mcp-2.1.0"), 17, Model.TOOL));

  private static Redeployed of(String client, String libraries, int release) {
    return new Redeployed(client, new Libraries(libraries), release, Model.CHAT);
  }

  /** Makes its directory, as an archive that a container has unpacked. */
  Path exploded() throws IOException {
    Libraries tomcat = new Libraries("tomcat");
    Libraries both = libraries.name().isEmpty() ? tomcat : libraries.with(tomcat);
    Path war = Places.scratch("war");
    Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
    for (Path jar : libraries.classPath()) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Path classes = Files.createDirectories(war.resolve("WEB-INF/classes/com/example/app"));
    Path compiled = Program.of("web+" + client, both, release).classes();
    try (var files = Files.list(compiled.resolve("com/example/app"))) {
      for (Path file : files.toList()) {
        Files.copy(file, classes.resolve(file.getFileName()));
      }
    }
    return war;
  }

  @Override
  public String toString() {
    return client + " with " + libraries;
  }
}
