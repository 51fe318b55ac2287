package dev.cordon.agent.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Chooses the command. */
public final class Cli {
  private static final int USAGE = 2;

  private Cli() {}

  /** The commands: one line each. */
  private static List<Command> commands() {
    return Collections.<Command>emptyList();
  }

  /**
   * Runs a command line.
   *
   * @param arguments the command and its arguments
   * @param in the standard input
   * @param out the standard output
   * @param err where messages go
   * @return the exit code: 0 for success, 1 for a finding or a failure, 2 for wrong usage
   */
  public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
    String first = arguments.length == 0 ? "--help" : arguments[0];
    if (first.equals("--help") || first.equals("-h")) {
      help(out);
      return arguments.length == 0 ? USAGE : 0;
    }
    if (first.equals("--version")) {
      out.println("cordon " + version());
      return 0;
    }
    for (Command command : commands()) {
      if (command.name().equals(first)) {
        return run(command, arguments, in, out, err);
      }
    }
    err.println("cordon: unknown command '" + first + "'; --help lists the commands");
    return USAGE;
  }

  private static int run(
      Command command, String[] arguments, InputStream in, PrintStream out, PrintStream err) {
    try {
      List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
      return command.run(rest, in, out, err);
    } catch (Exception e) {
      err.println("cordon " + command.name() + ": " + e.getMessage());
      return 1;
    }
  }

  private static void help(PrintStream out) {
    out.println("Cordon governs, redacts, restores and traces the AI calls of a JVM.");
    out.println();
    out.println("As an agent:     java -javaagent:cordon-agent.jar[=policy=<file>,log=<level>] …");
    out.println("As a command:    java -jar cordon-agent.jar <command> [arguments]");
    out.println();
    for (Command command : commands()) {
      out.println("  " + pad(command.name()) + command.summary());
    }
    out.println("  " + pad("--version") + "print the version");
    out.println("  " + pad("--help") + "print this");
  }

  private static String pad(String name) {
    StringBuilder padded = new StringBuilder(name);
    while (padded.length() < 15) {
      padded.append(' ');
    }
    return padded.toString();
  }

  private static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "(version unknown)" : version;
  }
}
