package dev.cordon.agent.cli;

import dev.cordon.agent.cli.PolicyTestRun.Failure;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.call.Rehearsal;
import dev.cordon.engine.policy.PolicyTest;
import dev.cordon.engine.policy.PolicyTest.Expectation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what became of a request with what a test expects. Used once. */
final class PolicyTestComparison {
  /** In an expected text {@code <EMAIL>} stands for any token or hash of that word. */
  private static final Pattern TOKEN = Pattern.compile("<([A-Z][A-Z0-9]*)>");

  private final PolicyTest test;
  private final RehearsedConnection connection;
  private final @Nullable Rehearsal call;
  private final boolean bodies;

  /**
   * Makes a comparison.
   *
   * @param connection what became of the connection
   * @param call what became of the request; null when it is no AI call
   * @param bodies whether failures may show the body that would leave
   */
  PolicyTestComparison(
      PolicyTest test, RehearsedConnection connection, @Nullable Rehearsal call, boolean bodies) {
    this.test = test;
    this.connection = connection;
    this.call = call;
    this.bodies = bodies;
  }

  List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Expectation expected : test.expected()) {
      String problem = problem(expected);
      if (problem != null) {
        failures.add(new Failure(expected.line(), problem));
      }
    }
    return failures;
  }

  private @Nullable String problem(Expectation expected) {
    String value = expected.value();
    switch (expected.what()) {
      case VERDICT:
        return same("the verdict", value, verdict(), rule());
      case RULE:
        return same("the rule", value, ruleOrNull(), "");
      case CALLER:
        return same("the caller", value, call == null ? null : call.record().callerRule(), "");
      case REASON:
        String reason = reason();
        return reason != null && reason.contains(value)
            ? null
            : "the reason is " + shown(reason) + ", which should hold " + shown(value);
      case FINDINGS:
        return same("what is found", value, findings(), "");
      case LABELS:
        return same("the labels of the data", value, sorted(labels()), "");
      case EXCEPTIONS:
        return same("what lifts rules", value, sorted(exceptions()), "");
      case FLAWS:
        return same("what is wrong with the connection", value, sorted(connection.flaws()), "");
      case HEADER:
      case NO_HEADER:
        return header(expected);
      default:
        return body(expected);
    }
  }

  private static @Nullable String same(
      String what, String expected, @Nullable String is, String more) {
    return expected.equals(is)
        ? null
        : what + " is " + shown(is) + more + ", expected is " + shown(expected);
  }

  private String verdict() {
    return connection.rule() != null
        ? word(Decision.DENY)
        : call == null ? "none" : word(call.record().decision());
  }

  private @Nullable String ruleOrNull() {
    String refused = connection.rule();
    return refused != null || call == null ? refused : call.record().rule();
  }

  private @Nullable String reason() {
    String refused = connection.refusal();
    return refused != null || call == null ? refused : call.refusal();
  }

  private String rule() {
    String rule = ruleOrNull();
    return rule == null ? "" : " (" + rule + ")";
  }

  private Collection<String> labels() {
    return call == null ? Collections.<String>emptySet() : call.record().labels();
  }

  private Collection<String> exceptions() {
    Set<String> all = new TreeSet<>(connection.exceptions());
    if (call != null) {
      all.addAll(call.record().exceptions());
    }
    return all;
  }

  private static String sorted(Collection<String> names) {
    return String.join("\n", new TreeSet<>(names));
  }

  private String findings() {
    TreeSet<String> lines = new TreeSet<>();
    if (call != null) {
      for (FindingCount count : call.record().inputFindings().values()) {
        lines.add(count.type().id() + ": " + count.action());
      }
    }
    return String.join("\n", lines);
  }

  private @Nullable String header(Expectation expected) {
    String name = expected.name();
    boolean refused = isRefused();
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

  private boolean isRefused() {
    return connection.rule() != null || (call != null && call.verdict().refusal() != null);
  }

  private @Nullable String body(Expectation expected) {
    if (isRefused()) {
      return expected.what() == PolicyTest.What.LACKS
          ? null
          : "nothing would leave: the call is refused" + rule();
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
}
