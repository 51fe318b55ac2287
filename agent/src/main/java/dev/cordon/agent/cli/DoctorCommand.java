package dev.cordon.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code doctor}: asks the agent in another JVM how it is. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Asks the agent in a running JVM how it is: policy and mode in force, what is hooked and what"
            + " isn't, versions of libraries, where telemetry and audit go, the last refusals,"
            + " threads, files, memory. No value of any call is in the answer. It attaches to that"
            + " JVM as the same user, and starts nothing there.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the agent is active there",
      "1:it is not, or the JVM can't be reached",
      "2:the command line is wrong"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "PID", description = "The JVM's process id.")
  private long pid;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (RemoteReport report = RemoteReport.in(pid)) {
      RemoteJvm.of(pid).load(report.argument("doctor"));
      String answer = report.read();
      console.out.print(answer);
      console.out.flush();
      return answer.startsWith("not active") ? ExitCode.NOT : ExitCode.OK;
    } catch (RemoteJvm.Unreachable e) {
      console.err.println("doctor: " + pid + ": " + e.getMessage());
      return ExitCode.NOT;
    }
  }
}
