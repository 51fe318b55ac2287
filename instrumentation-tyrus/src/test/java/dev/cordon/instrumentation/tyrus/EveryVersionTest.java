package dev.cordon.instrumentation.tyrus;

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
      List<URL> path = new ArrayList<>(WovenLibrary.path(version));
      if (hasNewName(version)) {
        path.add(0, newer.toUri().toURL());
      }
      WovenLibrary library = new WovenLibrary(List.of(new TyrusInstrumentation()), path);
      versions.add(library.tests("Tyrus " + version.getFileName(), SocketScenarios.class));
    }
    return versions;
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
