package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Instrumentation;
import dev.cordon.instrumentation.jetty.JettyClientInstrumentation;
import dev.cordon.instrumentation.jetty10.JettyClient10Instrumentation;
import dev.cordon.instrumentation.jetty9.JettyClient9Instrumentation;
import dev.cordon.instrumentation.jettywebsocket9.JettyWebSocket9Instrumentation;
import dev.cordon.instrumentation.testing.WovenLibrary;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Holds every version that the build fetched to the contract of WebSockets. The application is
 * compiled against the API's old name; newer versions get it under the new one.
 */
class EveryVersionTest {
  private static final String NEW = "jakarta/websocket/";
  private static final String OLD = "javax/websocket/";

  @TempDir Path folder;

  @TestFactory
  List<DynamicNode> everyVersion() throws Exception {
    Path newer = underNewName();
    List<DynamicNode> versions = new ArrayList<>();
    for (Path version : WovenLibrary.versions(Path.of("target/libraries"))) {
      String name = String.valueOf(version.getFileName());
      List<URL> path = new ArrayList<>(WovenLibrary.path(version));
      if (hasNewName(version)) {
        path.add(0, newer.toUri().toURL());
      }
      List<Instrumentation> hooks = hooks(name);
      for (Instrumentation each : hooks) { // those of the HTTP client are another module's
        path.add(each.getClass().getProtectionDomain().getCodeSource().getLocation());
      }
      WovenLibrary library = new WovenLibrary(hooks, path);
      versions.add(library.tests("JSR 356 on Jetty " + name, JsrScenarios.class));
      if (!name.startsWith("12.")) { // another API
        versions.add(library.tests("Jetty " + name, NativeScenarios.class));
      }
    }
    return versions;
  }

  private static List<Instrumentation> hooks(String version) {
    if (version.startsWith("9.")) {
      return List.of(new JettyClient9Instrumentation(), new JettyWebSocket9Instrumentation());
    }
    Instrumentation http =
        version.startsWith("12.")
            ? new JettyClientInstrumentation()
            : new JettyClient10Instrumentation();
    return List.of(http, new JettyWebSocketInstrumentation());
  }

  private static boolean hasNewName(Path version) throws IOException {
    URL[] jars = WovenLibrary.path(version).toArray(new URL[0]);
    try (URLClassLoader library = new URLClassLoader(jars, null)) {
      return library.findResource(NEW + "Session.class") != null;
    }
  }

  private Path underNewName() throws IOException {
    Path classes = Path.of("target/test-classes");
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        ClassWriter renamed = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(file))
            .accept(new ClassRemapper(renamed, new ToNewName()), 0);
        Path target = folder.resolve(classes.relativize(file));
        Files.createDirectories(target.getParent());
        Files.write(target, renamed.toByteArray());
      }
    }
    return folder;
  }

  private static final class ToNewName extends Remapper {
    ToNewName() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String name) {
      return name.startsWith(OLD) ? NEW + name.substring(OLD.length()) : name;
    }
  }
}
