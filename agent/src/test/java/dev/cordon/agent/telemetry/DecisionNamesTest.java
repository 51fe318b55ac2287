package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.agent.audit.GovernedCalls;
import dev.cordon.agent.cli.Commands;
import dev.cordon.testing.Midnight;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decided about a call is named alike in its record and its span. */
class DecisionNamesTest {
  @BeforeEach
  void letADayBegin() {
    Midnight.passBy();
  }

  @TempDir Path folder;
  private final List<JsonNode> records = new ArrayList<>();
  private final List<String> spans = new ArrayList<>();
  private Path trail;

  private interface Calls {
    void make(GovernedCalls calls);
  }

  private void record(String policy, Calls calls) throws IOException {
    trail = folder.resolve("audit.jsonl");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry =
          Telemetry.start(
              Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
              new Properties(),
              notice -> {});
      try (GovernedCalls made =
          new GovernedCalls("version: 1\naudit: {file: " + trail + "}\n" + policy, telemetry)) {
        calls.make(made);
      }
      telemetry.shutdown(20_000);
      Map<Object, String> byTrace = new LinkedHashMap<>();
      for (Span span : receiver.spans()) { // the call's and the guardrail's
        String lines = EmbeddedTelemetryTest.lines(span.getAttributesList());
        byTrace.merge(span.getTraceId(), lines, String::concat);
      }
      spans.addAll(byTrace.values());
    }
    for (String line : Files.readAllLines(trail)) {
      JsonNode record = new ObjectMapper().readTree(line);
      if (record.has("exchange")) {
        records.add(record);
      }
    }
  }

  private void assertNamed(int call, String field, String recorded, String attribute) {
    JsonNode value = records.get(call).path(field);
    assertEquals(recorded, value.isArray() ? value.toString() : value.asText(), records.toString());
    if (!attribute.isEmpty()) {
      assertTrue(spans.get(call).contains(attribute + "\n"), spans.get(call));
    }
  }

  @Test
  void callersLabelsLimitsRegionsAndRulesAre() throws IOException {
    record(
        "callers: {rules: {hr: {services: ['*'], labels: [confidential]}}}\n"
            + "limits: {few: {allow: 1/d}}\n",
        calls -> {
          assertTrue(calls.chat("eu.api.openai.com", "k", "hello"));
          assertTrue(!calls.chat("api.openai.com", "k", "hello"));
        });
    assertNamed(0, "decision", "allow", "cordon.mode=enforce");
    assertNamed(0, "caller_rule", "hr", "cordon.caller.rule=hr");
    assertNamed(0, "labels", "[\"confidential\"]", "cordon.labels=[confidential]");
    assertNamed(0, "region", "eu", "cordon.region=eu");
    assertNamed(1, "decision", "deny", "error.type=policy_denied");
    assertNamed(1, "rule", "limits.few", "gen_ai.security.policy.id=limits.few");
  }

  @Test
  void soIsTheProfileThatARuleIsOf() throws IOException {
    record("profile: gdpr\n", calls -> assertTrue(!calls.chat("api.groq.com", "k", "hello")));
    assertNamed(
        0, "rule", "vendors.deny.without", "gen_ai.security.policy.id=vendors.deny.without");
    String clause = records.get(0).path("profile").asText();
    assertTrue(clause.contains("gdpr"), records.toString());
    assertNamed(0, "profile", clause, "cordon.profile=" + clause);
  }

  @Test
  void soIsTheExceptionThatLiftsARule() throws IOException {
    Commands commands = new Commands();
    Path exceptions = folder.resolve("exceptions.yaml");
    Files.writeString(
        exceptions,
        "version: 1\nexceptions:\n  trial:\n    rules: [vendors.deny]\n    vendors: [groq]\n"
            + "    owner: team\n    approver: office\n    reason: a trial\n"
            + "    until: 2099-01-01\n");
    assertEquals(0, commands.run("keygen " + folder.resolve("a")), commands.err());
    assertEquals(
        0,
        commands.run("exception sign --key " + folder.resolve("a.key") + " " + exceptions),
        commands.err());
    record(
        "vendors: {deny: [groq]}\nexceptions: {file: '"
            + exceptions
            + "', keys: ['"
            + folder.resolve("a.pub")
            + "']}\n",
        calls -> assertTrue(calls.chat("api.groq.com", "k", "hello")));
    assertNamed(0, "exceptions", "[\"trial\"]", "cordon.exceptions=[trial]");
  }
}
