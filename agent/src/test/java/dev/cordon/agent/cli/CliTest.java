package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CliTest {
  private final Commands commands = new Commands();

  /** Every command with the words that lead to it, such as {@code audit verify}. */
  static Stream<String> all() {
    List<String> found = new ArrayList<>();
    PrintStream none =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    InputStream in = new ByteArrayInputStream(new byte[0]);
    collect(Cli.commandLine(new Console(in, none, none)), "", found);
    return found.stream();
  }

  private static void collect(CommandLine line, String prefix, List<String> into) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              into.add(prefix + name);
              collect(command, prefix + name + " ", into);
            });
  }

  @Test
  void helpListsTheCommands() {
    assertEquals(0, commands.run("--help"));
    all()
        .filter(name -> !name.contains(" "))
        .forEach(name -> assertTrue(commands.out().contains("  " + name + " "), name));
    assertEquals("", commands.err());
  }

  @Test
  void nothingToDoIsWrongUsageWithHelp() {
    int code =
        Cli.run(
            new String[0],
            InputStream.nullInputStream(),
            new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            System.err);
    assertEquals(2, code);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCommandHasHelpByBothNamesAndTellsItsExitCodes(String command) {
    for (String option : List.of("--help", "-h")) {
      assertEquals(0, commands.run(command, option), commands.err());
      assertTrue(commands.out().startsWith("Usage: cordon " + command), commands.out());
    }
    boolean runs = !all().anyMatch(name -> name.startsWith(command + " "));
    if (runs && !command.equals("completion")) {
      assertTrue(commands.out().contains("Exit codes:"), commands.out());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void anUnknownOptionIsWrongUsageOfEveryCommand(String command) {
    assertEquals(2, commands.run(command, "--frobnicate"));
    assertTrue(commands.err().contains("Try 'cordon " + command + " --help'"), commands.err());
  }

  @Test
  void aMistypedCommandOrOptionGetsASuggestion() {
    assertEquals(2, commands.run("scna"));
    assertTrue(commands.err().contains("'scna'"), commands.err());
    assertTrue(commands.err().contains("scan"), commands.err());
    assertEquals(2, commands.run("report", "--vendro=openai", "f"));
    assertTrue(commands.err().contains("--vendor"), commands.err());
    assertEquals(2, commands.run("audit", "verfy"));
    assertTrue(commands.err().contains("verify"), commands.err());
  }

  @Test
  void anOptionTakesItsValueBehindAnEqualsSignToo() {
    assertEquals(0, commands.in("x").run("scan", "--format=json"));
    assertEquals(2, commands.run("scan", "--format=xml"));
  }

  @Test
  void nothingIsColouredThatIsNoTerminal() {
    commands.run("--help");
    assertFalse(commands.out().contains("\u001b"), "an escape sequence");
    commands.run("scna");
    assertFalse(commands.err().contains("\u001b"), "an escape sequence");
  }

  @Test
  void theCompletionScriptIsOneThatBashTakesAndCompletesCommands(@TempDir Path folder)
      throws Exception {
    assertEquals(0, commands.run("completion"));
    Path script = Files.writeString(folder.resolve("completion"), commands.out());
    String asked =
        "source "
            + script
            + "; COMP_WORDS=(cordon re); COMP_CWORD=1; COMP_LINE='cordon re'; COMP_POINT=9;"
            + " _complete_cordon; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
    String answer = Await.output(bash);
    assertEquals(List.of("redact", "report"), answer.lines().map(String::strip).sorted().toList());
  }
}
