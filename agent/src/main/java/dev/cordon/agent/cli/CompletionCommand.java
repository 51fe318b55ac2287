package dev.cordon.agent.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code completion}: prints the script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints the script that lets bash or zsh complete commands and options.",
    footer = {
      "%nTo use it:",
      "  alias cordon='java -jar /path/to/cordon-agent.jar'",
      "  source <(cordon completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out.print(AutoComplete.bash(Cli.NAME, Cli.commandLine(console)));
    console.out.flush();
    return ExitCode.OK;
  }
}
