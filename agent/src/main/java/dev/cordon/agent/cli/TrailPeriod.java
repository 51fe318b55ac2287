package dev.cordon.agent.cli;

import dev.cordon.agent.audit.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Of which time a command tells: {@code --from} and {@code --to}, always UTC. */
final class TrailPeriod {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

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

  /** Tells whether anything was said. */
  boolean isGiven() {
    return from != null || to != null;
  }

  /** Returns when it begins, in milliseconds since the epoch. */
  long begin() {
    return millis("--from", from, Long.MIN_VALUE);
  }

  /** Returns when it ends, in milliseconds since the epoch. */
  long end() {
    return millis("--to", to, Long.MAX_VALUE);
  }

  /** Reads a date, a minute, or a second. */
  private long millis(String option, @Nullable String text, long missing) {
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
      throw new ParameterException(
          spec.commandLine(),
          option + " " + text + ": no time; such as 2026-01-31 or 2026-01-31T10:00Z");
    }
    return time;
  }
}
