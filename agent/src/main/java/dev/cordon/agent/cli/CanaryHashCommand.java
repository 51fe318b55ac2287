package dev.cordon.agent.cli;

import dev.cordon.engine.canary.Canaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code canary hash}: hides canaries that are there already. */
@Command(
    name = "hash",
    mixinStandardHelpOptions = true,
    description =
        "Reads canaries from standard input, one a line, and prints for each the line that stands"
            + " for it in a file of the policy. Empty lines and those that begin with # stay as"
            + " they are. A canary that can be guessed can be found from its line.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a line can be no canary, or the input can't be read",
      "2:the command line is wrong"
    })
final class CanaryHashCommand implements Callable<Integer> {
  private final Console console;

  CanaryHashCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(console.in, StandardCharsets.UTF_8));
    PrintStream out = console.bufferedOut();
    int code = ExitCode.OK;
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      String value = line.trim();
      if (value.isEmpty() || value.startsWith("#") || Canaries.isHashed(value)) {
        out.println(line);
        continue;
      }
      try {
        out.println(Canaries.hashed(value));
      } catch (IllegalArgumentException e) {
        console.err.println("canary hash: line " + number + ": " + e.getMessage());
        code = ExitCode.NOT;
      }
    }
    out.flush();
    return code;
  }
}
