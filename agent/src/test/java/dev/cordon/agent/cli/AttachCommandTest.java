package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands about other JVMs, with the built jar and real JVMs. */
@Timeout(180)
class AttachCommandTest {
  private static final String JAVA =
      System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  private static final String JAR = Path.of("target/cordon-agent.jar").toAbsolutePath().toString();

  @TempDir Path folder;
  private String said = "";

  /** A program that waits until its input ends. */
  public static final class Waits {
    private Waits() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
      System.out.println("up");
      while (System.in.read() >= 0) {}
    }
  }

  @Test
  void theAgentIsStartedOnceAndTellsHowItIs() throws Exception {
    Path policy = Files.writeString(folder.resolve("cordon.yaml"), "version: 1\nmode: observe\n");
    Process program = start();
    try {
      String pid = Long.toString(program.pid());
      assertEquals(0, command("list"));
      assertTrue(said.contains(pid + "  -"), said);
      assertEquals(1, command("doctor", pid));
      assertTrue(said.contains("not active"), said);
      assertEquals(1, command("limits", pid));
      assertTrue(said.contains("not active"), said);
      assertEquals(0, command("attach", "--policy", policy.toString(), pid), said);
      assertEquals(1, command("attach", pid));
      assertTrue(said.contains("already active"), said);
      assertEquals(0, command("doctor", pid), said);
      for (String part : List.of(policy.toString(), "okhttp: not loaded", "calls", "heap")) {
        assertTrue(said.contains(part), said);
      }
      assertEquals(0, command("limits", pid), said);
      assertEquals("nothing is used\n", said);
      assertEquals(0, command("list"));
      assertTrue(said.contains(pid + "  cordon"), said);
    } finally {
      end(program);
    }
  }

  @Test
  void whyAJvmCantBeReachedIsSaid() throws Exception {
    assertEquals(1, command("attach", "999999999"));
    assertTrue(said.contains("there is no such process"), said);
    Process deaf = start("-XX:+DisableAttachMechanism");
    try {
      assertEquals(1, command("attach", Long.toString(deaf.pid())));
      assertTrue(said.contains("-XX:+DisableAttachMechanism"), said);
    } finally {
      end(deaf);
    }
    Path wrong = Files.writeString(folder.resolve("cordon.yaml"), "version: 1\nmdoe: off\n");
    assertEquals(2, command("attach", "--policy", wrong.toString(), "1"));
    assertTrue(said.contains("cordon.yaml:2:1"), said);
    assertFalse(said.contains("Exception"), said);
  }

  private static Process start(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of(JAVA, "-Xmx32m"));
    words.addAll(List.of(options));
    words.addAll(List.of("-cp", "target/test-classes", Waits.class.getName()));
    Process program =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertEquals('u', program.getInputStream().read());
    return program;
  }

  private static void end(Process program) throws Exception {
    program.getOutputStream().close();
    Await.end(program);
  }

  private int command(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(JAVA, "-Xmx128m", "-jar", JAR));
    words.addAll(List.of(arguments));
    Process command = new ProcessBuilder(words).redirectErrorStream(true).start();
    command.getOutputStream().close();
    said = Await.output(command);
    return command.exitValue();
  }
}
