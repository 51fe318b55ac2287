package dev.cordon.agent.boot;

/** {@code java -jar cordon-agent.jar}: the command line, which lives behind the agent's loader. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and exits with its code.
   *
   * @param arguments the command and its arguments
   * @throws Exception when the agent's jar can't be read
   */
  public static void main(String[] arguments) throws Exception {
    Thread.currentThread().setContextClassLoader(AgentClassLoader.instance());
    int status = InnerAgent.commandLine(arguments);
    System.out.flush();
    System.exit(status);
  }
}
