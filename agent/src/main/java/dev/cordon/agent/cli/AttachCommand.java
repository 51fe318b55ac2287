package dev.cordon.agent.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code attach}: starts the agent in a JVM that runs already. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    description =
        "Starts the agent in a JVM that runs already; 'list' names them. Clients that were built"
            + " before are governed from then on. The JVM must run as the same user, and keeps this"
            + " jar open until it ends.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the agent is active in that JVM",
      "1:it could not be started there, or was active already",
      "2:the command line or the policy is wrong"
    })
final class AttachCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "The policy file; without it what that JVM's environment names, or the default.")
  private @Nullable Path policy;

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      description = "What the agent prints there: off, error, warn, info or debug.")
  private @Nullable String log;

  @Parameters(paramLabel = "PID", description = "The JVM's process id.")
  private long pid;

  AttachCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    StringBuilder options = new StringBuilder();
    if (policy != null) {
      Path file = policy.toAbsolutePath().normalize();
      if (file.toString().indexOf(',') >= 0) {
        throw wrong("--policy " + file + ": a path with a comma can't be an agent argument");
      }
      if (!Files.isReadable(file)) {
        throw wrong("--policy " + file + ": there is no such file, or no permission");
      }
      // Its keys are the other process's, but every other mistake is better found before.
      if (PolicyOption.read("attach", file.toString(), console.err, true) == null) {
        return ExitCode.USAGE;
      }
      options.append("policy=").append(file);
    }
    if (log != null) {
      if (!log.matches("off|error|warn|info|debug")) {
        throw wrong("--log " + log + ": off, error, warn, info or debug is needed");
      }
      options.append(options.length() == 0 ? "" : ",").append("log=").append(log);
    }
    return start(options.toString());
  }

  private int start(String options) {
    try (RemoteReport report = RemoteReport.in(pid)) {
      String asked = options.isEmpty() ? "" : options + ",";
      RemoteJvm.of(pid).load(asked + report.argument("attach"));
      String answer = report.read();
      boolean started = answer.startsWith("started");
      (started ? console.out : console.err).println("attach: " + pid + ": " + answer.trim());
      return started ? ExitCode.OK : ExitCode.NOT;
    } catch (RemoteJvm.Unreachable e) {
      console.err.println("attach: " + pid + ": " + e.getMessage());
      return ExitCode.NOT;
    }
  }

  private ParameterException wrong(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
