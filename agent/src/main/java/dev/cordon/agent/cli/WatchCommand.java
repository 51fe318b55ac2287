package dev.cordon.agent.cli;

import dev.cordon.agent.report.LiveCounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code watch}: shows what happens on a trail, as {@code top} does of processes. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Shows what happens on an audit trail: calls a second, findings, refusals, callers, vendors, spending."
            + " q ends it. Where the output is no terminal the same is printed again and again.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the trail can't be read", "2:the command line is wrong"})
final class WatchCommand extends TrailCommand {
  private static final int ROWS = 5;
  private static final int WIDTH = 79;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often it is drawn; 2 by default.")
  private int interval = 2;

  @Option(names = "--all", description = "Counts also what the file holds already.")
  private boolean all;

  @Option(names = "--once", description = "Prints once what the file holds, and ends.")
  private boolean once;

  WatchCommand(Console console) {
    super(console, "watch");
  }

  @Override
  int run(Path trail) throws IOException, InterruptedException {
    if (interval < 1 || interval > 3600) {
      throw new ParameterException(
          spec.commandLine(), "--interval " + interval + ": 1 to 3600 is needed");
    }
    LiveCounts counts = new LiveCounts();
    try (TrailTail tail = new TrailTail(trail, all || once);
        Keyboard keyboard = Keyboard.of(console)) {
      do {
        read(tail, counts);
        draw(trail, counts, keyboard.isTerminal());
      } while (!once && !keyboard.quits(TimeUnit.SECONDS.toMillis(interval)));
    }
    return ExitCode.OK;
  }

  private static void read(TrailTail tail, LiveCounts counts) throws IOException {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) & Long.MAX_VALUE;
    counts.tick(now);
    while (tail.next()) {
      counts.add(tail.line(), tail.length(), now);
    }
  }

  private void draw(Path trail, LiveCounts counts, boolean terminal) {
    StringBuilder page = new StringBuilder(2048);
    String rates =
        String.format(
            Locale.ROOT,
            "%d calls (%.1f/s now, %.1f/s in a minute), %d refused, %d values in clear",
            counts.calls(),
            counts.rate(interval),
            counts.rate(59),
            counts.refused(),
            counts.exposed());
    line(page, trail.getFileName() + ": " + rates);
    rows(
        page,
        "hooks that do nothing, connections not guarded: calls may pass unseen",
        "",
        counts.openHooks(ROWS));
    rows(page, "findings", "in clear", counts.findings(ROWS));
    rows(page, "refused by", "", counts.refusals(ROWS));
    rows(page, "callers", "refused", counts.callers(ROWS));
    rows(page, "vendors", "refused", counts.vendors(ROWS));
    money(page, counts);
    if (terminal) {
      line(page, "");
      line(page, "q ends");
    }
    console.out.print(terminal ? "\u001b[H\u001b[2J" + page : page + System.lineSeparator());
    console.out.flush();
  }

  private static void money(StringBuilder page, LiveCounts counts) {
    if (counts.spentNanos() == 0 && counts.unpriced() == 0) {
      return;
    }
    line(page, "");
    line(
        page,
        dollars(counts.spentNanos())
            + " USD spent, and what "
            + counts.unpriced()
            + " calls of unknown cost took");
    money(page, "models by cost", counts.spentByModel(ROWS));
    money(page, "callers by cost", counts.spentByCaller(ROWS));
  }

  private static void money(StringBuilder page, String title, List<LiveCounts.Row> rows) {
    line(page, String.format(Locale.ROOT, "%10s %10s  %s", "USD", "unknown", title));
    for (LiveCounts.Row row : rows) {
      line(
          page,
          String.format(
              Locale.ROOT, "%10s %10d  %s", dollars(row.count()), row.part(), row.name()));
    }
  }

  /** A hundredth of a cent is what one call may cost; of thousands of dollars nobody counts it. */
  private static String dollars(long nanos) {
    int decimals = nanos < 1_000_000_000_000L ? 4 : 0;
    return BigDecimal.valueOf(nanos, 9).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private static void rows(
      StringBuilder page, String title, String part, List<LiveCounts.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    line(page, "");
    line(page, String.format(Locale.ROOT, "%10s %10s  %s", "", part, title));
    for (LiveCounts.Row row : rows) {
      String second = part.isEmpty() ? "" : Long.toString(row.part());
      line(page, String.format(Locale.ROOT, "%10d %10s  %s", row.count(), second, row.name()));
    }
  }

  /** A name in a trail is the application's text: it must not steer the terminal. */
  private static void line(StringBuilder page, String text) {
    for (int i = 0; i < text.length() && i < WIDTH; i++) {
      char c = text.charAt(i);
      page.append(c >= ' ' && c < 0x7f ? c : '_');
    }
    page.append(System.lineSeparator());
  }
}
