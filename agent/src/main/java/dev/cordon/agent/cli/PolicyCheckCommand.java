package dev.cordon.agent.cli;

import dev.cordon.engine.policy.Policy;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code policy check}: reads a policy file as the agent would, but without the keys it names. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Reads a policy file as the agent would and names all mistakes, each with its line. Keys and"
            + " passwords that it takes from the environment or from files need not be there.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the policy is valid",
      "1:it is not, or can't be read",
      "2:the command line is wrong"
    })
final class PolicyCheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The policy file.")
  private String file = "";

  PolicyCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Policy policy = PolicyOption.read("policy check", file, console.err, true);
    if (policy == null) {
      return ExitCode.NOT;
    }
    String mode = policy.mode().name().toLowerCase(Locale.ROOT);
    console.out.println(file + ": valid; mode " + mode + ", version " + policy.version());
    return ExitCode.OK;
  }
}
