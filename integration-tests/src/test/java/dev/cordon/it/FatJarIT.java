package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.FatJar;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application in one jar with its libraries' jars inside, started by Spring Boot's loader. */
class FatJarIT {
  static Stream<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.version() >= 17);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void callsAreGoverned(Jdk jdk) throws Exception {
    Program program = Program.of("openai", new Libraries("openai-java-4.100.0"));
    Path jar = FatJar.of(program, new Libraries("spring-boot-loader"));
    Path trail = Places.scratch("fat-jar").resolve("audit.jsonl");
    Path policy = Policies.of("audit: {file: " + trail + "}");
    App.Builder app = App.of(program).on(jdk).policy(policy).launch("-jar", jar.toString());
    try (Lab lab = new Lab(app)) {
      for (String scenario : new String[] {"chat", "chatStream", "chatAsync"}) {
        Conversation vendor = lab.conversation(EchoModel.answer());
        assertEquals(
            Sample.PERSONAL_PROMPT,
            lab.call(scenario, vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
        lab.assertNothingLeaked(vendor);
      }
      lab.end();
    }
    String name = jar.getFileName().toString().replace(".jar", "");
    long calls =
        Files.readAllLines(trail).stream()
            .filter(line -> line.contains("\"service\":\"" + name + "\""))
            .filter(line -> line.contains("\"exchange\":"))
            .count();
    assertEquals(3, calls, () -> "records of service " + name + " in " + trail);
  }
}
