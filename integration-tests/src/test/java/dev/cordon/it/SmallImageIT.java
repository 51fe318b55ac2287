package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Run-time images made by {@code jlink} with next to nothing in them. */
class SmallImageIT {
  @BeforeAll
  static void needsModuleFiles() {
    Assumptions.assumeTrue(
        Files.isDirectory(Jdk.current().home().resolve("jmods")), "this JDK has no jmods to link");
  }

  @Test
  void withoutTheInstrumentModuleTheJvmSaysWhatIsMissingAndDoesNotStart() throws Exception {
    Jdk image = link("java.base");
    Process process =
        new ProcessBuilder(image.java().toString(), "-javaagent:" + Places.agentJar(), "-version")
            .redirectErrorStream(true)
            .start();
    String output = Await.output(process);
    assertNotEquals(0, process.exitValue(), output);
    assertTrue(output.contains("java.instrument"), output);
  }

  @Test
  void aCallIsGovernedWithNoModuleButTheClientsAndOurDoor() throws Exception {
    Jdk image = link("java.net.http,java.instrument");
    Program program = Program.of("javahttp", Libraries.NONE, 11);
    try (Lab lab = new Lab(App.of(program).on(image))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String reply = lab.call("ofString", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
      lab.assertNothingLeaked(vendor);
      lab.span();
      lab.end();
    }
  }

  private static Jdk link(String modules) throws IOException, InterruptedException {
    Jdk jdk = Jdk.current();
    Path image = Places.scratch("image").resolve("jre");
    Process process =
        new ProcessBuilder(
                jdk.home().resolve("bin/jlink").toString(),
                "--add-modules",
                modules,
                "--output",
                image.toString())
            .redirectErrorStream(true)
            .start();
    String output = Await.output(process);
    assertEquals(0, process.exitValue(), output);
    return new Jdk(image, jdk.version());
  }
}
