package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A web application in Tomcat with OkHttp in WEB-INF/lib, deployed and undeployed. */
class TomcatIT {
  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aRedeployedApplicationIsGovernedAndItsLoaderCollected(Jdk jdk) throws IOException {
    Path base = Places.scratch("tomcat");
    Path war = explodedWar(base);
    Path trail = base.resolve("audit.jsonl");
    App.Builder app =
        App.of(Program.of("tomcat", new Libraries("tomcat")))
            .on(jdk)
            .policy(Policies.of("audit: {file: " + trail + "}"))
            .arguments(base.toString());
    try (Lab lab = new Lab(app)) {
      for (int deployment = 0; deployment < 2; deployment++) {
        lab.app().run("deploy", war.toString()).value();
        Conversation vendor = lab.conversation(EchoModel.answer());
        String reply =
            lab.call(
                    "ask",
                    vendor.baseUrl() + "/chat/completions",
                    Bodies.chat(Sample.PERSONAL_PROMPT))
                .value();
        assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
        lab.assertNothingLeaked(vendor);
        lab.span();
        lab.app().run("undeploy").value();
        assertEquals("0", lab.app().run("living", "0").value(), "class loaders left");
      }
      lab.end();
    }
    long calls =
        Files.readAllLines(trail).stream()
            .filter(line -> line.contains("\"exchange\":"))
            .filter(line -> line.contains("\"application\":\"app\""))
            .count();
    assertEquals(2, calls, () -> "records of the web application in " + trail);
  }

  private static Path explodedWar(Path base) throws IOException {
    Libraries okhttp = new Libraries("okhttp-3.14.9");
    Libraries both = okhttp.with(new Libraries("tomcat"));
    Path war = Files.createDirectories(base.resolve("war"));
    Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
    for (Path jar : okhttp.classPath()) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Path classes = Files.createDirectories(war.resolve("WEB-INF/classes/com/example/app"));
    Path compiled = Program.of("webapp", both).classes().resolve("com/example/app");
    Files.copy(compiled.resolve("AskServlet.class"), classes.resolve("AskServlet.class"));
    return war;
  }
}
