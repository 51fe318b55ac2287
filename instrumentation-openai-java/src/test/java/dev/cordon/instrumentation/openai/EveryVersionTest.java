package dev.cordon.instrumentation.openai;

import dev.cordon.instrumentation.okhttp.OkHttpInstrumentation;
import dev.cordon.instrumentation.testing.WovenLibrary;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the scenarios with every version of openai-java that the build fetched. */
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
    List<URL> path = new ArrayList<>();
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.toList()) {
        path.add(jar.toUri().toURL());
      }
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!new File(entry).getName().startsWith("openai-java")) {
        path.add(new File(entry).toURI().toURL());
      }
    }
    WovenLibrary library =
        new WovenLibrary(
            List.of(new OpenAiJavaInstrumentation(), new OkHttpInstrumentation()), path);
    List<DynamicNode> scenarios = new ArrayList<>();
    scenarios.add(library.tests("clients", ClientScenarios.class));
    scenarios.add(library.tests("bodies", BodyScenarios.class));
    scenarios.add(library.tests("futures", FutureScenarios.class));
    scenarios.add(library.tests("contract", ContractScenarios.class));
    String chat = "com/openai/models/chat/completions/ChatCompletionCreateParams.class";
    if (library.findResource(chat) != null) { // 0.8 has the same calls under other names
      scenarios.add(library.tests("services", ServiceScenarios.class));
    }
    return DynamicContainer.dynamicContainer("openai-java " + folder.getFileName(), scenarios);
  }
}
