package dev.cordon.agent.cli;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.policy.PolicyTest;
import dev.cordon.engine.policy.PolicyTests;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy test}: tries a policy on requests, and compares with what is expected. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Judges each request of a file of tests as the agent would, and compares verdict, rule,"
            + " reason, findings and bytes with what the file expects. Nothing is sent and nothing"
            + " is kept. Keys and passwords of the policy need not be there.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as expected",
      "1:something is not, or the tests or the policy can't be read or are not valid",
      "2:the command line is wrong"
    })
final class PolicyTestCommand implements Callable<Integer> {
  /** How results are written. */
  enum Format {
    text,
    json,
    junit
  }

  private final Console console;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy to test; the one that the tests name without it.")
  private @Nullable String policyFile;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text (default): a line a test; json: an object a line; junit: JUnit's XML, a case a"
              + " test.")
  private Format format = Format.text;

  @Option(
      names = "--show-bodies",
      description = "Prints the body that would leave where it is not what is expected.")
  private boolean bodies;

  @Parameters(paramLabel = "TESTS", description = "The file of tests.")
  private String file = "";

  PolicyTestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PolicyTests tests = tests();
    if (tests == null) {
      return ExitCode.NOT;
    }
    String named = policyFile == null ? beside(tests.policy()) : policyFile;
    // A policy remembers which rules fit a process, and each service is another process.
    Map<@Nullable String, Policy> policies = new HashMap<>();
    PolicyTestReport report = new PolicyTestReport(file);
    for (PolicyTest test : tests.tests()) {
      Policy policy = policies.get(test.service());
      policy = policy == null ? policy(named) : policy;
      if (policy == null) {
        return ExitCode.NOT;
      }
      policies.put(test.service(), policy);
      List<PolicyTestRun.Failure> unknown =
          PolicyTestRun.unknown(test, VendorCatalogue.builtIn().ids());
      report.add(
          test, unknown.isEmpty() ? PolicyTestRun.run(policy, test, console, bodies) : unknown);
    }
    switch (format) {
      case json:
        report.json(console.out);
        break;
      case junit:
        report.junit(console.out);
        break;
      default:
        report.text(console.out);
    }
    console.out.flush();
    return report.failed() == 0 ? ExitCode.OK : ExitCode.NOT;
  }

  private @Nullable Policy policy(@Nullable String named) {
    return named == null
        ? Policy.safeDefault()
        : PolicyOption.read("policy test", named, console.err, true);
  }

  private @Nullable PolicyTests tests() {
    try {
      byte[] bytes = RegularFile.read(Paths.get(file), PolicyFile.MAX_BYTES);
      PolicyTests tests = PolicyTests.parse(file, bytes);
      for (PolicyProblem problem : tests.problems()) {
        console.err.println("policy test: " + problem);
      }
      return tests.problems().isEmpty() ? tests : null;
    } catch (IOException | InvalidPathException e) {
      console.err.println("policy test: " + file + ": " + Unreadable.why(e));
      return null;
    }
  }

  private @Nullable String beside(@Nullable String name) {
    return name == null ? null : Paths.get(file).resolveSibling(name).toString();
  }
}
