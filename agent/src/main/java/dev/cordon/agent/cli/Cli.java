package dev.cordon.agent.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: which commands there are, and how their mistakes are said. */
@Command(
    name = Cli.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Cordon governs, redacts, restores and traces the AI calls of a JVM.",
    customSynopsis = {
      "As an agent:     java -javaagent:cordon-agent.jar[=policy=<file>,log=<level>] ...",
      "As a command:    java -jar cordon-agent.jar <command> [arguments]"
    },
    synopsisHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%n",
    footer = "%nEach command has a --help of its own, which tells its exit codes.")
public final class Cli implements Callable<Integer> {
  /** What commands are called in help and completion: {@code alias cordon='java -jar …'}. */
  static final String NAME = "cordon";

  private final Console console;

  private Cli(Console console) {
    this.console = console;
  }

  /**
   * Runs a command line.
   *
   * @param arguments the command and its arguments
   * @param in the standard input
   * @param out the standard output
   * @param err where messages go
   * @return the exit code: see the help of the command
   */
  public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
    Console console = new Console(in, out, err);
    CommandLine line = commandLine(console);
    int code = line.execute(arguments);
    line.getOut().flush();
    line.getErr().flush();
    return code;
  }

  /** Returns the commands, ready to parse. */
  static CommandLine commandLine(Console console) {
    CommandLine line =
        new CommandLine(new Cli(console))
            .addSubcommand(new ScanCommand(console))
            .addSubcommand(new RedactCommand(console))
            .addSubcommand(
                new CommandLine(new AuditCommand(console))
                    .addSubcommand(new AuditVerifyCommand(console))
                    .addSubcommand(new AuditFingerprintCommand(console)))
            .addSubcommand(new ReportCommand(console))
            .addSubcommand(new IncidentCommand(console))
            .addSubcommand(new InventoryCommand(console))
            .addSubcommand(
                new CommandLine(new SubjectCommand(console))
                    .addSubcommand(new SubjectFindCommand(console)))
            .addSubcommand(new WatchCommand(console))
            .addSubcommand(
                new CommandLine(new PolicyCommand())
                    .addSubcommand(new PolicyCheckCommand(console))
                    .addSubcommand(new PolicyExplainCommand(console))
                    .addSubcommand(new PolicyTestCommand(console))
                    .addSubcommand(new PolicyDiffCommand(console))
                    .addSubcommand(new PolicySignCommand(console)))
            .addSubcommand(
                new CommandLine(new ExceptionCommand())
                    .addSubcommand(new ExceptionSignCommand(console))
                    .addSubcommand(new ExceptionListCommand(console)))
            .addSubcommand(new KeygenCommand(console))
            .addSubcommand(
                new CommandLine(new CanaryCommand(console))
                    .addSubcommand(new CanaryMakeCommand(console))
                    .addSubcommand(new CanaryHashCommand(console)))
            .addSubcommand(new ProbeCommand(console))
            .addSubcommand(new VendorsCommand(console))
            .addSubcommand(new ListCommand(console))
            .addSubcommand(new AttachCommand(console))
            .addSubcommand(new DoctorCommand(console))
            .addSubcommand(new LimitsCommand(console))
            .addSubcommand(new CompletionCommand(console));
    line.setOut(writer(console.out)).setErr(writer(console.err));
    line.setParameterExceptionHandler(Cli::complain);
    line.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          // A message of a foreign exception may quote what was read.
          console.err.println(command.getCommandName() + ": failed: " + fault.getClass().getName());
          return ExitCode.NOT;
        });
    line.setUsageHelpWidth(100).setUsageHelpAutoWidth(false);
    return line;
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, console.out);
    return ExitCode.USAGE;
  }

  /** Says what is wrong, what was perhaps meant, and where help is. */
  private static int complain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    Ansi ansi = command.getHelp().colorScheme().ansi();
    String name = command.getCommandSpec().qualifiedName().replaceFirst("^" + NAME + " ", "");
    err.println(ansi.string("@|bold,red " + name + ":|@ ") + mistake.getMessage());
    if (mistake instanceof UnmatchedArgumentException) {
      UnmatchedArgumentException.printSuggestions(mistake, err);
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Tells the version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"cordon " + (version == null ? "(version unknown)" : version)};
    }
  }
}
