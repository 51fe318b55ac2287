package dev.cordon.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class CliTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpListsTheCommands() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString(UTF_8).contains("audit "), out.toString(UTF_8));
  }

  @Test
  void nothingToDoIsWrongUsageWithHelp() {
    assertEquals(2, run());
    assertTrue(out.toString(UTF_8).contains("-javaagent:"), out.toString(UTF_8));
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertEquals(2, run("frobnicate"));
    assertTrue(err.toString(UTF_8).contains("'frobnicate'"), err.toString(UTF_8));
  }

  @Test
  void aCommandGetsItsArgumentsAndGivesItsExitCode() {
    assertEquals(2, run("audit", "nonsense"));
    assertTrue(err.toString(UTF_8).contains("'nonsense'"), err.toString(UTF_8));
  }

  private int run(String... arguments) {
    return Cli.run(
        arguments,
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }
}
