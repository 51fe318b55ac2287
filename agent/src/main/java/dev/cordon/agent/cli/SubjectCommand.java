package dev.cordon.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code subject}: what a trail tells of a person. */
@Command(
    name = "subject",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(find)",
    description = "Tells which calls carried a person's data.")
final class SubjectCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  SubjectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    line.usage(console.err);
    throw new ParameterException(line, "name what to do: find");
  }
}
