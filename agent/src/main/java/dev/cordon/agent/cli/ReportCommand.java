package dev.cordon.agent.cli;

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
      "usage: report [-o FILE] [--days N] [--key-env NAME | --key-file FILE] AUDIT_FILE\n"
          + "\n"
          + "Makes one HTML page, without any reference to a network, of the trail and of the older\n"
          + "files beside it: who sends what class of data to which vendor, what was refused, what is\n"
          + "new, what is unusual, and what an incident at a vendor would have exposed.\n"
          + "\n"
          + "  -o FILE          where the page goes; report.html by default, - for standard output\n"
          + "  --days N         'new' and 'unusual' mean the last N days of the trail; 7 by default\n"
          + "  --key-env NAME   the chain's key is in this environment variable\n"
          + "  --key-file FILE  the chain's key is in this file\n";

  private static final long DAY = 86_400_000L;

  private ReportCommand() {}

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
    String target = "report.html";
    long days = 7;
    byte[] key = null;
    Path trail = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      boolean takesValue = arg.equals("-o") || arg.equals("--days") || KeyOption.is(arg);
      if (!takesValue) {
        if (arg.startsWith("-") || trail != null) {
          return wrong(err, "'" + arg + "' is not understood");
        }
        trail = Paths.get(arg);
        continue;
      }
      if (++i == args.length) {
        return wrong(err, arg + " needs a value");
      }
      if (arg.equals("-o")) {
        target = args[i];
      } else if (arg.equals("--days")) {
        days = days(args[i]);
      } else {
        key = KeyOption.read(arg, args[i]);
        if (key == null) {
          return wrong(err, arg + " " + args[i] + ": there is no key");
        }
      }
      if (days < 1) {
        return wrong(err, "--days " + args[i] + ": a whole number from 1 to 3650 is needed");
      }
    }
    if (trail == null) {
      return wrong(err, "name the audit file");
    }
    return make(trail, key, days, target, out, err);
  }

  private static int make(
      Path trail,
      byte @Nullable [] key,
      long days,
      String target,
      PrintStream out,
      PrintStream err) {
    try {
      ReportPage.Progress progress = records -> err.println("report: " + records + " records read");
      String page = ReportPage.make(trail, key, days * DAY, progress);
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

  private static long days(String text) {
    try {
      long days = Long.parseLong(text);
      return days > 3650 ? -1 : days;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static int wrong(PrintStream err, String complaint) {
    err.println("report: " + complaint);
    err.print(USAGE);
    return 2;
  }
}
