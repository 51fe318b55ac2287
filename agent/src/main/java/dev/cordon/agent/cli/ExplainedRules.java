package dev.cordon.agent.cli;

import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.CallerRules;
import dev.cordon.engine.policy.HiddenAction;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyLines;
import dev.cordon.engine.policy.RequestRules;
import dev.cordon.engine.policy.match.AllowDeny;
import dev.cordon.engine.text.Origin;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Says in words who may do what, how much, and what becomes of requests and answers. Used once. */
final class ExplainedRules {
  private final Policy policy;
  private final PolicyLines lines;
  private final PrintStream out;

  /**
   * Explains a policy.
   *
   * @param lines where its keys stand
   */
  ExplainedRules(Policy policy, PolicyLines lines, PrintStream out) {
    this.policy = policy;
    this.lines = lines;
    this.out = out;
  }

  /** Prints the parts that the policy says something about. */
  void print() {
    models();
    callers();
    limits();
    requests();
    output();
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private void say(String key, String text) {
    int line = lines.line(key);
    out.println("  " + text + (line == 0 ? "" : " (line " + line + ")"));
  }

  private void models() {
    if (policy.models().isEmpty()) {
      return;
    }
    title("Models that may be named:");
    say("models", policy.models().names().words());
    for (Map.Entry<String, String> other : policy.models().replacements().entrySet()) {
      say("models.replace." + other.getKey(), other.getKey() + ": sent as " + other.getValue());
    }
  }

  private void callers() {
    CallerRules callers = policy.callers();
    if (callers == null) {
      return;
    }
    title("Who may make AI calls; the first that fits counts:");
    for (CallerRule caller : callers.named()) {
      say(caller.key(), caller.name() + ": " + caller.who());
      part(caller, "vendors", caller.vendors());
      part(caller, "models", caller.models());
      part(caller, "operations", caller.operations());
      if (caller.hasRedaction()) {
        say(caller.key() + ".redact", "  data: by rules of its own");
      }
      if (!caller.labels().isEmpty()) {
        say(caller.key() + ".labels", "  labels: " + String.join(", ", caller.labels()));
      }
    }
    say(
        "callers.default",
        "all others: " + (callers.deniesOthers() ? "refused" : "by what is said here"));
  }

  private void part(CallerRule caller, String what, AllowDeny names) {
    if (!names.isEmpty()) {
      say(caller.key() + "." + what, "  " + what + ": " + names.words());
    }
  }

  private void limits() {
    if (policy.limits().isEmpty()) {
      return;
    }
    title("How much may be used, counted in each JVM:");
    for (LimitRule limit : policy.limits()) {
      StringBuilder line = new StringBuilder(limit.name()).append(": ").append(limit.text());
      for (LimitRule.Per per : limit.per()) {
        line.append(", per ").append(word(per));
      }
      boolean warns = limit.over() == LimitRule.Over.WARN;
      say(limit.key(), line.append(warns ? "; over it: only noted" : "; over it: refused") + "");
    }
  }

  private void requests() {
    RequestRules requests = policy.requests();
    if (requests.isEmpty()) {
      return;
    }
    title("What requests may not ask for:");
    if (requests.deniesStore()) {
      say("requests.store", "that the vendor keeps them: store is false");
    }
    if (requests.deniesDataCollection()) {
      say("requests.data_collection", "providers behind OpenRouter that collect what is sent");
    }
    if (requests.user() != RequestRules.User.ALLOW) {
      boolean hash = requests.user() == RequestRules.User.HASH;
      say("requests.user", "the user's name: " + (hash ? "a keyed hash is sent" : "taken out"));
    }
    if (!requests.serverTools().isEmpty()) {
      say(
          "requests.server_tools",
          "tools that the vendor runs; allowed: " + requests.serverTools().words());
    }
  }

  private void output() {
    title("What becomes of answers, and of text that a model reads and no reader sees:");
    say("output.scan", "answers are " + (policy.scansOutput() ? "scanned" : "not scanned"));
    LinkAction links = policy.links().action();
    say("output.links", "links to hosts that nobody named: " + word(links));
    if (!policy.links().domains().isEmpty()) {
      say("output.allow_domains", "but for " + String.join(", ", policy.links().domains()));
    }
    for (Origin origin : Origin.values()) {
      HiddenAction hidden = policy.origins().hidden(origin);
      if (hidden != HiddenAction.REPORT) {
        say("hidden_text", "hidden text in " + origin.id() + ": " + word(hidden));
      }
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
