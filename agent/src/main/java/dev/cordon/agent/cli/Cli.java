package dev.cordon.agent.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** Chooses the command. */
public final class Cli {
  private static final int USAGE = 2;

  private Cli() {}

  /** The commands, each with one line for the overview; the switch below has their code. */
  private static final String[][] COMMANDS = {
    {"audit", "check that an audit trail is whole: audit verify <file>"},
    {"report", "make one page of an audit trail: report -o report.html <file>"},
    {"redact", "show what would leave: redact --format openai.chat [<file>]"},
    {"scan", "show what is found in text: scan [--jsonl] [<file>]"},
  };

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
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (first) {
      case "audit":
        return AuditCommand.run(rest, in, out, err);
      case "report":
        return ReportCommand.run(rest, out, err);
      case "redact":
        return RedactCommand.run(rest, in, out, err);
      case "scan":
        return ScanCommand.run(rest, in, out, err);
      default:
        err.println("cordon: unknown command '" + first + "'; --help lists the commands");
        return USAGE;
    }
  }

  private static void help(PrintStream out) {
    out.println("Cordon governs, redacts, restores and traces the AI calls of a JVM.");
    out.println();
    out.println("As an agent:     java -javaagent:cordon-agent.jar[=policy=<file>,log=<level>] …");
    out.println("As a command:    java -jar cordon-agent.jar <command> [arguments]");
    out.println();
    for (String[] command : COMMANDS) {
      out.println("  " + pad(command[0]) + command[1]);
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
