package dev.cordon.agent.cli;

import dev.cordon.agent.audit.Clock;
import dev.cordon.agent.audit.Verification;
import dev.cordon.agent.report.ReportOptions;
import dev.cordon.agent.report.ReportPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
final class ReportCommand implements Callable<Integer> {
  private static final long DAY = 86_400_000L;
  private static final int MOST_DAYS = 3650;

  private final Console console;

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

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From then on, such as 2026-01-31 or 2026-01-31T10:00Z (UTC).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Until then; the end of the trail by default.")
  private @Nullable String to;

  @ArgGroup private @Nullable KeyOption key;

  @Parameters(paramLabel = "AUDIT_FILE", description = "The file being written.")
  private @Nullable Path trail;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (days < 1 || days > MOST_DAYS) {
      throw wrong("--days " + days + ": a whole number from 1 to 3650 is needed");
    }
    if (vendor == null && (from != null || to != null)) {
      throw wrong("--from and --to need a --vendor");
    }
    long begin = time("--from", from, Long.MIN_VALUE);
    long end = time("--to", to, Long.MAX_VALUE);
    Path file = Objects.requireNonNull(trail);
    try {
      return make(file, new ReportOptions(days * DAY, vendor, begin, end));
    } catch (KeyOption.Missing e) {
      console.err.println("report: " + e.getMessage());
      return ExitCode.KEY;
    } catch (IOException e) {
      console.err.println("report: " + file + ": " + Unreadable.why(e));
      return ExitCode.NOT;
    }
  }

  private int make(Path file, ReportOptions options) throws IOException, KeyOption.Missing {
    ReportPage page =
        ReportPage.make(
            file,
            KeyOption.key(key),
            options,
            records -> console.err.println("report: " + records + " records read"));
    Verification checked = page.verification();
    if (target.equals("-")) {
      console.out.print(page.html());
      console.out.flush();
    } else {
      try {
        Files.write(Paths.get(target), page.html().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        console.err.println("report: " + target + ": " + Unreadable.why(e));
        return ExitCode.NOT;
      }
      console.err.println("report: wrote " + target);
    }
    console.err.println("report: " + Verdicts.sentence(checked));
    if (checked.verdict() == Verification.Verdict.NOT_INTACT) {
      console.err.println("report: 'audit verify " + file + "' says where");
    }
    return Verdicts.exitCode(checked);
  }

  /** Returns milliseconds since the epoch: a date, a minute, or a second; always UTC. */
  private long time(String option, @Nullable String text, long missing) {
    if (text == null) {
      return missing;
    }
    String full = text;
    if (full.length() == 10) {
      full += "T00:00Z";
    }
    if (!full.endsWith("Z")) {
      full += "Z";
    }
    if (full.length() == 17) {
      full = full.substring(0, 16) + ":00Z";
    }
    long time = Clock.parse(full);
    if (time < 0) {
      throw wrong(option + " " + text + ": no time; such as 2026-01-31 or 2026-01-31T10:00Z");
    }
    return time;
  }

  private ParameterException wrong(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
