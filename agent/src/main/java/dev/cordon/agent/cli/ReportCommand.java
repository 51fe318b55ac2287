package dev.cordon.agent.cli;

import dev.cordon.agent.report.ReportOptions;
import dev.cordon.agent.report.ReportPage;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code report}: makes one self-contained page of an audit trail. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Makes one HTML page, without any reference to a network, of the trail and of the files"
            + " beside it: who sends what class of data to which vendor, what was refused, what is"
            + " new, what is unusual, and what an incident at a vendor would have exposed. Whether"
            + " the trail is whole stands on the page, on standard error and in the exit code.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the page is made, and the trail is intact",
      "1:the trail is not intact, empty or no trail (the page says so), or nothing could be made",
      "2:the command line is wrong",
      "3:the page is made; the trail's key is missing or another one: its hashes are not checked"
    })
final class ReportCommand extends TrailCommand {
  private static final long DAY = 86_400_000L;
  private static final int MOST_DAYS = 3650;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "Where the page goes; report.html by default, - for standard output.")
  private String target = "report.html";

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "'new' and 'unusual' mean the last N days of the trail; 7 by default.")
  private int days = 7;

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      description = "Counts to the record what this vendor or host received.")
  private @Nullable String vendor;

  @Mixin private final TrailPeriod period = new TrailPeriod();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Tells what is used of this policy's limits in their last period, and its exceptions.")
  private @Nullable String policy;

  @ArgGroup private @Nullable KeyOption key;

  ReportCommand(Console console) {
    super(console, "report");
  }

  @Override
  int run(Path trail) throws IOException, KeyOption.Missing {
    if (days < 1 || days > MOST_DAYS) {
      throw wrong("--days " + days + ": a whole number from 1 to 3650 is needed");
    }
    if (vendor == null && period.isGiven()) {
      throw wrong("--from and --to need a --vendor");
    }
    ReportOptions options = new ReportOptions(days * DAY, vendor, period.begin(), period.end());
    Policy known = null;
    if (policy != null) {
      known = PolicyOption.read("report", policy, console.err, true);
      if (known == null) {
        return ExitCode.NOT;
      }
    }
    ReportPage page =
        ReportPage.make(
            trail,
            KeyOption.key(key),
            options.policy(known),
            records -> complain(records + " records read"));
    return PageOutput.put(console, "report", target, page.html(), page.verification(), trail);
  }

  private ParameterException wrong(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
