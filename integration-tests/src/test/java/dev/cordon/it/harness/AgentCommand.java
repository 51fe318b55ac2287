package dev.cordon.it.harness;

import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of the agent's jar, run to its end as an operator runs it.
 *
 * @param exitCode its exit code
 * @param said what it wrote, to standard output and error
 */
public record AgentCommand(int exitCode, String said) {
  /** Runs {@code java -jar cordon-agent.jar} with these arguments. */
  public static AgentCommand run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Places.agentJar().toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = Await.output(process);
    return new AgentCommand(process.exitValue(), said);
  }

  /** Runs a command that must succeed, and returns what it wrote. */
  public static String succeed(String... arguments) throws IOException {
    AgentCommand done = run(arguments);
    if (done.exitCode != 0) {
      throw new AssertionError("exit code " + done.exitCode + ": " + done.said);
    }
    return done.said;
  }
}
