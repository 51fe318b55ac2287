package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.agent.report.PolicyDiff;
import dev.cordon.agent.report.PolicyDiff.Change;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy diff}: what another policy would have changed for recorded calls. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Tells for how many calls of an audit trail policy B decides otherwise than policy A: which"
            + " it would have refused or let go, and whose data it would have treated otherwise."
            + " A trail holds no content: what was not found when it was written can't be told.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a policy is not valid, something can't be read, or, with --exit-code, B refuses more",
      "2:the command line is wrong"
    })
final class PolicyDiffCommand implements Callable<Integer> {
  /** How results are written. */
  enum Format {
    text,
    json
  }

  private final Console console;

  @Option(
      names = "--trail",
      required = true,
      paramLabel = "AUDIT_FILE",
      description = "The trail: the file being written; older ones are found beside it.")
  private @Nullable Path trail;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default) or json: one object.")
  private Format format = Format.text;

  @Option(
      names = "--exit-code",
      description = "Ends with 1 when B would have refused a call that A lets go.")
  private boolean exitCode;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many rows each part has at most; 20 by default.")
  private int rows = 20;

  @Parameters(index = "0", paramLabel = "A", description = "The policy to compare with.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "B", description = "The policy to compare.")
  private String to = "";

  PolicyDiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Policy first = PolicyOption.read("policy diff", from, console.err, true);
    Policy second = PolicyOption.read("policy diff", to, console.err, true);
    if (first == null || second == null) {
      return ExitCode.NOT;
    }
    Path file = Objects.requireNonNull(trail);
    PolicyDiff diff;
    try {
      diff = PolicyDiff.of(file, first, second);
      if (format == Format.json) {
        json(diff);
      } else {
        text(diff, file, first, second);
      }
    } catch (IOException e) {
      console.err.println("policy diff: " + file + ": " + Unreadable.why(e));
      return ExitCode.NOT;
    }
    console.out.flush();
    return exitCode && diff.calls(Change.REFUSED) > 0 ? ExitCode.NOT : ExitCode.OK;
  }

  private void text(PolicyDiff diff, Path file, Policy first, Policy second) {
    PrintStream out = console.out;
    out.println("A " + from + " (version " + first.version() + ")");
    out.println("B " + to + " (version " + second.version() + ")");
    out.println(file + ": " + calls(diff.records()) + when(diff));
    mode("A", first);
    mode("B", second);
    part(diff, Change.REFUSED, " would have been refused by B and not by A:");
    part(diff, Change.ALLOWED, " would have been refused by A and not by B:");
    part(diff, Change.OTHER_RULE, " would have been refused by both, by another rule:");
    part(diff, Change.DATA, " would have left with data treated otherwise:");
    part(diff, Change.MODEL, " would have gone to another model:");
    out.println();
    out.println("Nothing changes for " + calls(diff.unchanged()) + ".");
    unknown(diff);
  }

  private static String when(PolicyDiff diff) {
    return diff.records() == 0 ? "" : ", " + diff.period();
  }

  private void mode(String which, Policy policy) {
    if (policy.mode() == Mode.OBSERVE) {
      console.out.println(
          which + " only observes: what follows is what it would do in mode enforce.");
    }
  }

  private void part(PolicyDiff diff, Change change, String title) {
    if (diff.calls(change) == 0) {
      return;
    }
    console.out.println();
    console.out.println(calls(diff.calls(change)) + title);
    List<Map.Entry<String, Long>> all = diff.rows(change);
    for (int i = 0; i < all.size() && i < rows; i++) {
      console.out.println(
          String.format(
              Locale.ROOT, "%8d  %s", all.get(i).getValue(), printable(all.get(i).getKey())));
    }
    if (all.size() > rows) {
      console.out.println("          and " + (all.size() - Math.max(0, rows)) + " rows more");
    }
  }

  private void unknown(PolicyDiff diff) {
    PrintStream out = console.out;
    out.println();
    out.println(
        "What the trail can't tell: data that was not looked for when it was written, tools");
    out.println(
        "and fields of requests, whether they named a model or went on from something that");
    out.println("is stored at the vendor, and how many calls there were at once.");
    if (diff.unsure() > 0) {
      out.println(
          "Callers, users or keys that a rule names are not in " + calls(diff.unsure()) + ".");
    }
    if (diff.withoutContent() > 0) {
      out.println(
          "Nobody looked into "
              + calls(diff.withoutContent())
              + ", as they were refused before: B may refuse them for what is in them.");
    }
    if (diff.unreadable() > 0) {
      out.println(diff.unreadable() + " lines are no records.");
    }
  }

  private static String calls(long count) {
    return count + (count == 1 ? " call" : " calls");
  }

  /** A name in a trail is the application's text: it must not steer the terminal. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(c >= ' ' && c < 0x7f ? c : '_');
    }
    return clean.toString();
  }

  private void json(PolicyDiff diff) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(console.out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeNumberField("calls", diff.records());
    json.writeNumberField("unchanged", diff.unchanged());
    json.writeNumberField("unsure", diff.unsure());
    json.writeNumberField("without_content", diff.withoutContent());
    json.writeNumberField("unreadable_lines", diff.unreadable());
    for (Change change : Change.values()) {
      json.writeObjectFieldStart(change.name().toLowerCase(Locale.ROOT));
      json.writeNumberField("calls", diff.calls(change));
      json.writeObjectFieldStart("rows");
      for (Map.Entry<String, Long> row : diff.rows(change)) {
        json.writeNumberField(row.getKey(), row.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}
