package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application in a named module with its libraries on the module path. */
class ModulePathIT {
  static Stream<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.version() >= 17);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void callsAreGoverned(Jdk jdk) {
    Program program = Program.of("modular", new Libraries("okhttp-5.5.1"), 17);
    String path =
        program.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    App.Builder app =
        App.of(program)
            .on(jdk)
            .launch("-p", path, "-m", "com.example.modular/" + program.mainClass());
    try (Lab lab = new Lab(app)) {
      assertEquals("module com.example.modular module okhttp3", lab.app().run("module").value());
      for (String scenario : new String[] {"okhttp", "jdk"}) {
        Conversation vendor = lab.conversation(EchoModel.answer());
        String reply =
            lab.call(
                    scenario,
                    vendor.baseUrl() + "/chat/completions",
                    Bodies.chat(Sample.PERSONAL_PROMPT))
                .value();
        assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
        lab.assertNothingLeaked(vendor);
      }
      lab.end();
    }
  }
}
