package dev.cordon.agent.boot;

import java.io.InputStream;
import java.io.PrintStream;

/** {@code java -jar cordon-agent.jar}: the command line, which lives behind the agent's loader. */
public final class Main {
  private Main() {}

  /**
   * Runs a command.
   *
   * @param arguments the command and its arguments
   * @throws Exception when the agent's jar can't be read
   */
  public static void main(String[] arguments) throws Exception {
    Thread.currentThread().setContextClassLoader(AgentClassLoader.instance());
    Object status =
        Class.forName("dev.cordon.agent.cli.Cli", true, AgentClassLoader.instance())
            .getMethod(
                "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class)
            .invoke(null, arguments, System.in, System.out, System.err);
    System.out.flush();
    System.exit((Integer) status);
  }
}
