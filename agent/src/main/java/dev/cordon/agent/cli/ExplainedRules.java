package dev.cordon.agent.cli;

import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.CallerRules;
import dev.cordon.engine.policy.CanaryAction;
import dev.cordon.engine.policy.CanaryRules;
import dev.cordon.engine.policy.DeprecatedModel;
import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.HiddenAction;
import dev.cordon.engine.policy.InstructionAction;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.LimitStore;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyLines;
import dev.cordon.engine.policy.Profiles;
import dev.cordon.engine.policy.RequestRules;
import dev.cordon.engine.policy.ToolRules;
import dev.cordon.engine.policy.match.AllowDeny;
import dev.cordon.engine.text.Origin;
import java.io.PrintStream;
import java.time.Instant;
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
    profiles();
    exceptions();
    new ExplainedPlaces(policy, this).print();
    models();
    callers();
    limits();
    requests();
    tools();
    output();
  }

  void title(String text) {
    out.println();
    out.println(text);
  }

  void say(String key, String text) {
    int line = lines.line(key);
    out.println("  " + text + (line == 0 ? "" : " (line " + line + ")"));
  }

  private void profiles() {
    Profiles profiles = policy.profiles();
    if (profiles.ids().isEmpty()) {
      return;
    }
    title("Profiles: " + String.join(", ", profiles.ids()) + "; what the file says itself counts:");
    for (Profiles.Key key : profiles.keys()) {
      out.println(
          key.line() == 0
              ? "  " + key.name() + ": " + key.value()
              : "  " + key.name() + ": as line " + key.line() + " says, not " + key.value());
      for (String source : key.sources()) {
        out.println("    " + source);
      }
    }
    if (!profiles.missing().isEmpty()) {
      title("What the profiles expect and the file doesn't say:");
      for (String missing : profiles.missing()) {
        out.println("  " + missing);
      }
    }
  }

  private void exceptions() {
    Exemptions exceptions = policy.exemptions();
    if (!exceptions.problems().isEmpty()) {
      title("No exception counts: " + exceptions.problems().get(0));
    } else if (!exceptions.isEmpty()) {
      title("Exceptions, signed with the key " + exceptions.signer() + ":");
    }
    for (Exemption exception : exceptions.all()) {
      String state = word(exceptions.state(exception, Exemptions.now())).replace('_', ' ');
      String until = " until " + Instant.ofEpochMilli(exception.untilMillis());
      out.println("  " + exception.name() + " (" + state + "," + until + ")");
      out.println("    lifts " + String.join(", ", exception.rules()));
      out.println("    for " + exception.scope());
    }
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
    for (DeprecatedModel model : policy.models().deprecated()) {
      say("models.deprecated." + model.name(), model.words(System.currentTimeMillis()));
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
      part(caller, "tools", caller.tools());
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
    LimitStore store = policy.limitStore();
    title(
        store == null
            ? "How much may be used, counted in each JVM:"
            : "How much may be used, counted by all JVMs together in "
                + store.redis()
                + "; while it is away: "
                + word(store.onFailure())
                + ":");
    for (LimitRule limit : policy.limits()) {
      StringBuilder line = new StringBuilder(limit.name()).append(": ").append(limit.text());
      if (limit.burst() > 0) {
        line.append(", bursts of ").append(limit.burst());
      }
      for (LimitRule.Per per : limit.per()) {
        line.append(", per ").append(word(per));
      }
      boolean warns = limit.over() == LimitRule.Over.WARN;
      say(limit.key(), line.append(warns ? "; over it: only noted" : "; over it: refused") + "");
    }
  }

  /** Tells whether a rule for tools is in force for all. */
  private boolean rulesTools() {
    ToolRules tools = policy.tools();
    return !policy.requests().serverTools().isEmpty()
        || (tools != null && !tools.names().isEmpty());
  }

  private void requests() {
    RequestRules requests = policy.requests();
    boolean silent =
        requests.isEmpty() && requests.operations().isEmpty() && requests.headers().isEmpty();
    if (silent && !rulesTools()) {
      return;
    }
    title("What requests may not ask for:");
    if (!requests.operations().isEmpty()) {
      say("requests.operations", "operations; allowed: " + requests.operations().words());
    }
    if (requests.wantsZeroRetention()) {
      say("requests.zdr", "providers behind OpenRouter that keep anything");
    }
    if (requests.maxOutputTokens() > 0) {
      say("requests.max_output_tokens", "more tokens than " + requests.maxOutputTokens());
    }
    if (requests.isRequired()) {
      say("requests.required", "what its API can't be told not to do: refused");
    }
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
    if (!requests.stored().isEmpty()) {
      String kinds = requests.stored().words();
      say("requests.stored", "objects stored at the vendor, to go on from; allowed: " + kinds);
    } else if (rulesTools()) {
      say(
          "requests.stored",
          "objects stored at the vendor, to go on from: their tools aren't seen");
    }
    if (!requests.betas().isEmpty()) {
      say("requests.betas", "flags of betas; allowed: " + requests.betas().words());
    }
    if (!requests.headers().removed().isEmpty()) {
      String names = String.join(", ", requests.headers().removed());
      say("requests.headers.remove", "headers, taken out: " + names);
    }
    if (!requests.headers().set().isEmpty()) {
      String names = String.join(", ", requests.headers().set().keySet());
      say("requests.headers.set", "values of their own in headers: " + names);
    }
  }

  private void tools() {
    ToolRules tools = policy.tools();
    if (tools == null) {
      return;
    }
    title("What requests may offer to models:");
    say("tools", "tools: " + tools.names().words());
    say("tools.known", "known by a hash: " + tools.knownNames().size());
    say("tools.changed", "a tool that is not what it was: " + word(tools.changed()));
    if (tools.maxCalls() > 0) {
      say("tools.max_calls", "calls in a conversation: " + tools.maxCalls() + " at most");
    }
    say(
        "tools.foreign_values",
        "values of other people's texts in arguments: " + word(tools.foreignValues()));
  }

  private void output() {
    title("What becomes of answers, and of what may command a model:");
    say("output.scan", "answers are " + (policy.scansOutput() ? "scanned" : "not scanned"));
    LinkAction links = policy.links().action();
    say("output.links", "links to hosts that nobody named: " + word(links));
    if (!policy.links().domains().isEmpty()) {
      say("output.allow_domains", "but for " + String.join(", ", policy.links().domains()));
    }
    CanaryRules canaries = policy.canaries();
    if (canaries != null) {
      boolean blocks = canaries.request() == CanaryAction.BLOCK;
      say(
          "canaries",
          canaries.canaries()
              + (blocks ? ": a request is refused" : ": a request is reported")
              + ", an answer: "
              + word(canaries.answer())
              + (canaries.perCall() ? "; one of its own in each system prompt" : ""));
    }
    for (Origin origin : Origin.values()) {
      HiddenAction hidden = policy.origins().hidden(origin);
      if (hidden != HiddenAction.REPORT) {
        say("hidden_text", "hidden text in " + origin.id() + ": " + word(hidden));
      }
    }
    for (Origin origin : Origin.values()) {
      instructions(origin);
    }
  }

  private void instructions(Origin origin) {
    OriginRules origins = policy.origins();
    InstructionAction likely = origins.instructions(origin, false);
    InstructionAction strong = origins.instructions(origin, true);
    InstructionAction usual =
        origins.isUntrusted(origin) ? InstructionAction.REPORT : InstructionAction.OFF;
    if (likely != usual || strong != usual) {
      String what =
          likely == strong ? word(likely) : word(likely) + ", where strong " + word(strong);
      say("instructions", "instructions to the model in " + origin.id() + ": " + what);
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
