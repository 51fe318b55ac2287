package dev.cordon.agent.cli;

import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.signature.PublicKeys;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
      "1:it is not, or can't be read, or its signature or its exceptions don't count",
      "2:the command line is wrong"
    })
final class PolicyCheckCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--signed-by",
      paramLabel = "KEY",
      description =
          "Checks the signature, too: a public key in one line, or a file with public keys, as the"
              + " agent's argument require_signature takes them.")
  private @Nullable String signer;

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
    int code = signature();
    for (PolicyProblem problem : policy.exemptions().problems()) {
      console.err.println("policy check: " + problem + "; no exception counts");
      code = ExitCode.NOT;
    }
    String mode = policy.mode().name().toLowerCase(Locale.ROOT);
    List<String> profiles = policy.profiles().ids();
    console.out.println(
        file
            + ": valid; mode "
            + mode
            + ", version "
            + policy.version()
            + (profiles.isEmpty() ? "" : ", profiles " + String.join(", ", profiles)));
    for (String missing : policy.profiles().missing()) {
      console.out.println(file + ": expected, and not said: " + missing);
    }
    return code;
  }

  private int signature() {
    String by = signer;
    if (by == null) {
      return ExitCode.OK;
    }
    String problem;
    try {
      PublicKeys trusted = PublicKeys.read(Collections.singletonList(by), null);
      problem = PolicyOption.unsigned(file, trusted, console.err);
    } catch (IOException e) {
      problem = "--signed-by: " + e.getMessage();
    }
    if (problem != null) {
      console.err.println("policy check: " + file + ": " + problem);
    }
    return problem == null ? ExitCode.OK : ExitCode.NOT;
  }
}
