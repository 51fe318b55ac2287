package dev.cordon.agent.cli;

import dev.cordon.agent.audit.Clock;
import dev.cordon.agent.report.ReportOptions;
import dev.cordon.agent.report.ReportPage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code report}: makes one self-contained page of an audit trail. */
public final class ReportCommand {
  static final String USAGE =
      "usage: report [-o FILE] [--days N] [--vendor NAME [--from TIME] [--to TIME]]\n"
          + "              [--key-env NAME | --key-file FILE] AUDIT_FILE\n"
          + "\n"
          + "Makes one HTML page, without any reference to a network, of the trail and of the"
          + " files\n"
          + "beside it: who sends what class of data to which vendor, what was refused, what is"
          + " new,\n"
          + "what is unusual, and what an incident at a vendor would have exposed.\n"
          + "\n"
          + "  -o FILE          where the page goes; report.html by default, - for standard"
          + " output\n"
          + "  --days N         'new' and 'unusual' mean the last N days of the trail; 7 by"
          + " default\n"
          + "  --vendor NAME    count to the record what this vendor or host received\n"
          + "  --from TIME      from then on, such as 2026-01-31 or 2026-01-31T10:00Z (UTC)\n"
          + "  --to TIME        until then; the end of the trail by default\n"
          + "  --key-env NAME   the chain's key is in this environment variable\n"
          + "  --key-file FILE  the chain's key is in this file\n";

  private static final long DAY = 86_400_000L;

  private final PrintStream out;
  private final PrintStream err;
  private String target = "report.html";
  private long days = 7;
  private @Nullable String vendor;
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;
  private byte @Nullable [] key;
  private @Nullable Path trail;

  private ReportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command.
   *
   * @param args what follows the word {@code report}
   * @param out receives the page when it goes to standard output
   * @param err receives progress and complaints
   * @return the exit code: 0 done, 1 the trail can't be read or the page can't be written, 2 wrong
   *     usage
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    if (Arrays.asList(args).contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    ReportCommand command = new ReportCommand(out, err);
    String complaint = command.read(args);
    Path file = command.trail;
    if (complaint == null && file == null) {
      complaint = "name the audit file";
    }
    if (complaint != null || file == null) {
      err.println("report: " + complaint);
      err.print(USAGE);
      return 2;
    }
    return command.make(file);
  }

  /** Returns what is wrong, or null. */
  private @Nullable String read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      boolean option = arg.startsWith("-");
      if (!option && trail == null) {
        trail = Paths.get(arg);
        continue;
      }
      if (!option || !isKnown(arg)) {
        return "'" + arg + "' is not understood";
      }
      if (++i == args.length) {
        return arg + " needs a value";
      }
      String complaint = take(arg, args[i]);
      if (complaint != null) {
        return arg + " " + args[i] + ": " + complaint;
      }
    }
    boolean bounded = from != Long.MIN_VALUE || to != Long.MAX_VALUE;
    return vendor == null && bounded ? "--from and --to need a --vendor" : null;
  }

  private static boolean isKnown(String option) {
    return Arrays.asList("-o", "--days", "--vendor", "--from", "--to").contains(option)
        || KeyOption.is(option);
  }

  private @Nullable String take(String option, String value) {
    switch (option) {
      case "-o":
        target = value;
        return null;
      case "--days":
        days = days(value);
        return days < 1 ? "a whole number from 1 to 3650 is needed" : null;
      case "--vendor":
        vendor = value;
        return null;
      case "--from":
        from = time(value);
        return from < 0 ? "no time" : null;
      case "--to":
        to = time(value);
        return to < 0 ? "no time" : null;
      default:
        key = KeyOption.read(option, value);
        return key == null ? "there is no key" : null;
    }
  }

  private int make(Path file) {
    try {
      ReportPage.Progress progress = records -> err.println("report: " + records + " records read");
      ReportOptions options = new ReportOptions(days * DAY, vendor, from, to);
      String page = ReportPage.make(file, key, options, progress);
      if (target.equals("-")) {
        out.print(page);
      } else {
        Files.write(Paths.get(target), page.getBytes(StandardCharsets.UTF_8));
        err.println("report: wrote " + target);
      }
      return 0;
    } catch (IOException e) {
      err.println("report: " + e.getClass().getSimpleName() + ": " + e.getMessage());
      return 1;
    }
  }

  /** Returns milliseconds since the epoch, or -1: a date, a minute, or a second; always UTC. */
  private static long time(String text) {
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
    return Clock.parse(full);
  }

  private static long days(String text) {
    try {
      long days = Long.parseLong(text);
      return days > 3650 ? -1 : days;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
