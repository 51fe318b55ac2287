package dev.cordon.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canary}: the commands about canaries. */
@Command(
    name = "canary",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(make | hash)",
    description = "Makes canaries: marks that stand in nothing but what must not leave.")
final class CanaryCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  CanaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    line.usage(console.err);
    throw new ParameterException(line, "name what to do: make or hash");
  }
}
