package dev.cordon.agent.cli;

import dev.cordon.agent.audit.CallOrigin;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.call.CallerSource;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.call.Rehearsal;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyTest;
import dev.cordon.engine.policy.PolicyTest.Expectation;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.UserRules;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs one test of a policy by the engine itself; nothing is sent or kept. Stateless. */
final class PolicyTestRun {
  /** In an expected text {@code <EMAIL>} stands for any token or hash of that word. */
  private static final Pattern TOKEN = Pattern.compile("<([A-Z][A-Z0-9]*)>");

  /** What differs from what a test expects. Immutable. */
  static final class Failure {
    final int line;
    final String message;

    Failure(int line, String message) {
      this.line = line;
      this.message = message;
    }
  }

  private PolicyTestRun() {}

  /**
   * Runs a test.
   *
   * @param bodies whether failures may show the body that would leave
   * @return what differs; empty when nothing does
   */
  static List<Failure> run(Policy policy, PolicyTest test, Console console, boolean bodies) {
    EngineConfig config =
        new EngineConfig()
            .policies(() -> policy)
            .vault(Vault.NONE)
            .callers(new Caller(test))
            .log(new CommandLog("policy test", console.err));
    Engine engine = Engine.start(config);
    List<Rehearsal> calls = new ArrayList<>(); // a call that has not ended counts while it is held
    Rehearsal last = null;
    for (int i = 0; i < test.times(); i++) {
      WireFormat format = format(test);
      last =
          format == null
              ? engine.rehearse(test.head(), test.caller(), test.body())
              : engine.rehearse(format, test.vendor(), test.head(), test.caller(), test.body());
      if (last != null) {
        calls.add(last);
      }
    }
    return compare(test, calls.isEmpty() ? null : last, bodies);
  }

  /** Returns the format of a test without a URL; null when there is a URL, or no such format. */
  static @Nullable WireFormat format(PolicyTest test) {
    String name = test.format();
    return name == null ? null : WireFormats.catalogue().byId(name);
  }

  private static List<Failure> compare(PolicyTest test, @Nullable Rehearsal call, boolean bodies) {
    List<Failure> failures = new ArrayList<>();
    for (Expectation expected : test.expected()) {
      String problem = problem(expected, test, call, bodies);
      if (problem != null) {
        failures.add(new Failure(expected.line(), problem));
      }
    }
    return failures;
  }

  private static @Nullable String problem(
      Expectation expected, PolicyTest test, @Nullable Rehearsal call, boolean bodies) {
    String value = expected.value();
    switch (expected.what()) {
      case VERDICT:
        String verdict = call == null ? "none" : word(call.record().decision());
        return same("the verdict", value, verdict, rule(call));
      case RULE:
        return same("the rule", value, call == null ? null : call.record().rule(), "");
      case CALLER:
        return same("the caller", value, call == null ? null : call.record().callerRule(), "");
      case REASON:
        String reason = call == null ? null : call.refusal();
        return reason != null && reason.contains(value)
            ? null
            : "the reason is " + shown(reason) + ", which should hold " + shown(value);
      case FINDINGS:
        return same("what is found", value, findings(call), "");
      case HEADER:
      case NO_HEADER:
        return header(expected, test, call);
      default:
        return body(expected, test, call, bodies);
    }
  }

  private static @Nullable String same(
      String what, String expected, @Nullable String is, String more) {
    return expected.equals(is)
        ? null
        : what + " is " + shown(is) + more + ", expected is " + shown(expected);
  }

  private static String rule(@Nullable Rehearsal call) {
    String rule = call == null ? null : call.record().rule();
    return rule == null ? "" : " (" + rule + ")";
  }

  private static String findings(@Nullable Rehearsal call) {
    TreeSet<String> lines = new TreeSet<>();
    if (call != null) {
      for (FindingCount count : call.record().inputFindings().values()) {
        lines.add(count.type().id() + ": " + count.action());
      }
    }
    return String.join("\n", lines);
  }

  private static @Nullable String header(
      Expectation expected, PolicyTest test, @Nullable Rehearsal call) {
    String name = expected.name();
    boolean refused = call != null && call.verdict().refusal() != null;
    String edit = call == null ? null : call.headers().get(name);
    String sent = edit == null ? test.head().headers().first(name) : edit.isEmpty() ? null : edit;
    if (expected.what() == PolicyTest.What.NO_HEADER) {
      return sent == null || refused ? null : "the header " + name + " would leave";
    }
    if (sent == null || refused) {
      return "the header " + name + " would not leave";
    }
    return pattern(expected.value()).matcher(sent).matches()
        ? null
        : "the header " + name + " would leave otherwise";
  }

  private static @Nullable String body(
      Expectation expected, PolicyTest test, @Nullable Rehearsal call, boolean bodies) {
    if (call != null && call.verdict().refusal() != null) {
      return expected.what() == PolicyTest.What.LACKS
          ? null
          : "nothing would leave: the call is refused" + rule(call);
    }
    byte[] bytes = call == null ? test.body() : call.verdict().body();
    String sent = new String(bytes, StandardCharsets.UTF_8);
    String leaves = bodies ? "; what would leave: " + sent : " (--show-bodies shows it)";
    Matcher matcher = pattern(expected.value()).matcher(sent);
    switch (expected.what()) {
      case CONTAINS:
        return matcher.find() ? null : "the body would not hold what is expected" + leaves;
      case LACKS:
        return matcher.find() ? "the body would hold what must not leave" + leaves : null;
      default:
        return matcher.matches()
            ? null
            : "the body of " + bytes.length + " bytes would not be what is expected" + leaves;
    }
  }

  private static Pattern pattern(String text) {
    StringBuilder regex = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      regex.append(Pattern.quote(text.substring(from, token.start())));
      String word = token.group(1);
      regex.append("(?:<" + word + ">|" + word + "[0-9]*[_-][0-9A-Za-z]+)");
      from = token.end();
    }
    return Pattern.compile(regex + Pattern.quote(text.substring(from)), Pattern.DOTALL);
  }

  private static String shown(@Nullable String text) {
    return text == null || text.isEmpty() ? "none" : text.replace("\n", ", ");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Who the test says makes the call; what it leaves out the request tells. */
  private static final class Caller implements CallerSource {
    private final CallOrigin origin = new CallOrigin();
    private final PolicyTest test;

    Caller(PolicyTest test) {
      this.test = test;
    }

    @Override
    public @Nullable String site() {
      return test.caller();
    }

    @Override
    public String service() {
      String service = test.service();
      return service == null ? "" : service;
    }

    @Override
    public @Nullable String user(UserRules rules, RequestHead head, byte[] body) {
      String user = test.user();
      return user == null ? origin.user(rules, head, body) : user;
    }

    @Override
    public @Nullable String apiKey(RequestHead head) {
      String key = origin.apiKey(head);
      return key == null ? test.key() : key;
    }

    @Override
    public String fingerprint(String key, TokenKey secret) {
      String given = test.key();
      return given == null ? origin.fingerprint(key, secret) : given;
    }
  }

  /** What a test may not name, as no catalogue has it; empty when all is known. */
  static List<Failure> unknown(PolicyTest test, Set<String> vendors) {
    String vendor = test.vendor();
    if (test.format() != null && format(test) == null) {
      return Collections.singletonList(
          new Failure(test.line(), "no such format: '" + test.format() + "'"));
    }
    return vendor == null || vendors.contains(vendor)
        ? Collections.<Failure>emptyList()
        : Collections.singletonList(new Failure(test.line(), "no such vendor: '" + vendor + "'"));
  }
}
