package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Places;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of classes stay in use under the agent, also behind the first class that it weaves. */
class ClassSharingIT {
  private static final String SOURCE =
      "public class Sharing {"
          + " public static void main(String[] arguments) {"
          + "  System.out.println(java.net.http.HttpClient.newHttpClient().version());"
          + "  new Later();"
          + " }"
          + " static final class Later {}"
          + "}";

  static Stream<Jdk> archiving() {
    return Jdk.all().stream().filter(jdk -> jdk.version() >= 17);
  }

  static Stream<Jdk> caching() {
    return Jdk.all().stream().filter(jdk -> jdk.version() >= 25);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archiving")
  void anArchiveThatWasMadeWithoutTheAgentStaysInUse(Jdk jdk) throws IOException {
    Path folder = Places.scratch("class-sharing");
    Path archive = folder.resolve("app.jsa");
    Path jar = program(folder);
    run(jdk, "-XX:ArchiveClassesAtExit=" + archive, "-cp", jar.toString(), "Sharing");
    assertShared(jdk, folder, jar, "-XX:SharedArchiveFile=" + archive);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("caching")
  void aCacheThatWasMadeWithTheAgentIsUsed(Jdk jdk) throws IOException {
    Path folder = Places.scratch("aot-cache");
    Path cache = folder.resolve("app.aot");
    Path jar = program(folder);
    run(jdk, agent(), "-XX:AOTCacheOutput=" + cache, "-cp", jar.toString(), "Sharing");
    assertShared(jdk, folder, jar, "-XX:AOTCache=" + cache);
  }

  private static void assertShared(Jdk jdk, Path folder, Path jar, String archive)
      throws IOException {
    Path log = folder.resolve("classes.txt");
    String logging = "-Xlog:class+load:file=" + log;
    String out = run(jdk, agent(), archive, logging, "-cp", jar.toString(), "Sharing");
    assertTrue(out.contains("HTTP_2"), out);
    List<String> own =
        Files.readAllLines(log).stream().filter(line -> line.contains(" Sharing")).toList();
    assertEquals(2, own.size(), own::toString);
    for (String line : own) {
      assertTrue(line.contains("source: shared objects file"), line);
    }
  }

  private static String agent() {
    return "-javaagent:" + Places.agentJar();
  }

  /** Archives hold classes of jars, not of folders. */
  private static Path program(Path folder) throws IOException {
    Path source = folder.resolve("Sharing.java");
    Files.writeString(source, SOURCE);
    String[] arguments = {"--release", "11", "-d", folder.toString(), source.toString()};
    assertEquals(
        0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments), "compiler");
    Path jar = folder.resolve("app.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : new String[] {"Sharing.class", "Sharing$Later.class"}) {
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(folder.resolve(name)));
        out.closeEntry();
      }
    }
    return jar;
  }

  private static String run(Jdk jdk, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = Await.output(process);
    assertEquals(0, process.exitValue(), said);
    return said;
  }
}
