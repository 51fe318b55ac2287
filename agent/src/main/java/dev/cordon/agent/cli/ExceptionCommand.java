package dev.cordon.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code exception}: the commands about a policy's exceptions. */
@Command(
    name = "exception",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(sign | list)",
    description = "Signs a policy's exceptions, and tells which there are and when they end.")
final class ExceptionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name what to do: sign or list");
  }
}
