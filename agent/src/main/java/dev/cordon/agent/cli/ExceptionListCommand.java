package dev.cordon.agent.cli;

import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyProblem;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code exception list}: tells a policy's exceptions as an agent would see them now. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Tells a policy's exceptions as an agent would see them now: which count, until when, for"
            + " whom, who answers for them and who approved.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the policy is not valid, or its exceptions don't count",
      "2:the command line is wrong"
    })
final class ExceptionListCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "POLICY", description = "The policy file that names the exceptions.")
  private String file = "";

  ExceptionListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Policy policy = PolicyOption.read("exception list", file, console.err, true);
    if (policy == null) {
      return ExitCode.NOT;
    }
    Exemptions exceptions = policy.exemptions();
    for (PolicyProblem problem : exceptions.problems()) {
      console.err.println("exception list: " + problem + "; no exception counts");
    }
    if (!exceptions.problems().isEmpty()) {
      return ExitCode.NOT;
    }
    if (exceptions.isEmpty()) {
      console.out.println(file + ": no exceptions");
    }
    long now = Exemptions.now();
    for (Exemption exception : exceptions.all()) {
      String state = exceptions.state(exception, now).name().toLowerCase(Locale.ROOT);
      console.out.println(
          exception.name()
              + ": "
              + state.replace('_', ' ')
              + ", until "
              + Instant.ofEpochMilli(exception.untilMillis()));
      console.out.println("  lifts " + String.join(", ", exception.rules()));
      console.out.println("  for " + exception.scope());
      console.out.println("  owner " + exception.owner() + "; approved by " + exception.approver());
      console.out.println("  " + exception.reason());
    }
    return ExitCode.OK;
  }
}
