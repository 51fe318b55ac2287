package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The alert rules, run by Prometheus' own promtool over the series that an application's calls
 * made. What an alert says must be what happened.
 */
class AlertsIT {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Path RULES = Path.of("../docs/deploy/alerts.yaml").toAbsolutePath();
  private static final String KEY_PROMPT = "Use the api key " + Sample.OPENAI_KEY + ".";

  private static final Pattern NAME = Pattern.compile("- alert: (\\w+)");
  private static final Pattern SUMMARY = Pattern.compile("summary=\"(.*?)\"[,}]");

  private final Path folder = Places.scratch("alerts");

  @BeforeEach
  void needsPromtool() {
    assumeTrue(Files.isExecutable(PROMTOOL), "no promtool: install Debian's package prometheus");
  }

  @Test
  void whatObserveLetsLeaveIsAnAlarmThatNamesTheMode() throws Exception {
    assertEquals(
        Set.of(
            "billing sends credential data in clear to openai",
            "billing sends government_id data in clear to openai",
            "billing sends payment data in clear to openai",
            "billing put a secret.github_token into a prompt",
            "billing put a secret.openai_api_key into a prompt"),
        alarms(Sample.PROMPT, "mode: observe"));
  }

  @Test
  void whatWasReplacedIsNoDataInClear() throws Exception {
    assertEquals(Set.of(), alarms(Sample.PERSONAL_PROMPT));
    assertEquals(Set.of("billing put a secret.openai_api_key into a prompt"), alarms(KEY_PROMPT));
  }

  @Test
  void aRefusedCallSentNothing() throws Exception {
    assertEquals(
        Set.of(), alarms(Sample.PERSONAL_PROMPT, "redact: {iban: allow, email_address: block}"));
  }

  @Test
  void whatPolicyAllowsLeavesInClear() throws Exception {
    assertEquals(
        Set.of("billing sends payment data in clear to openai"),
        alarms(Sample.PERSONAL_PROMPT, "redact: {iban: allow}"));
  }

  @Test
  void aCallThatCouldNotBeJudgedIsAnAlarm() throws Exception {
    assertEquals(
        Set.of("billing: AI calls could not be judged (on_malformed)"),
        alarmsOf("{\"model\":\"echo-1\",\"messages\":[{", "on_malformed: allow"));
  }

  private Set<String> alarms(String prompt, String... policy) throws Exception {
    return alarmsOf(Bodies.chat(prompt), policy);
  }

  /** Makes one call under a policy and returns the alarms that go off. */
  private Set<String> alarmsOf(String body, String... policy) throws Exception {
    Matrix cell = Matrix.okHttp().findFirst().orElseThrow();
    try (Lab lab =
        Lab.of(
            cell,
            app -> app.policy(Policies.of(policy)).environment("OTEL_SERVICE_NAME", "billing"))) {
      Conversation vendor = lab.conversation(Answer.json(200, "{}"));
      String chat = vendor.baseUrl() + "/chat/completions";
      lab.app().run("post", chat, body);
      assertEquals(0, lab.app().stop(), lab.app().err().text());
      return firing(series(lab.receiver()));
    }
  }

  /** The counters as the collector's Prometheus exporter names them, born in the sixth minute. */
  private static String series(OtlpReceiver receiver) {
    StringBuilder series = new StringBuilder();
    Set<String> seen = new TreeSet<>();
    for (Metric metric : receiver.metrics()) {
      assertTrue(metric.getName().matches("(cordon|gen_ai)\\..*"), metric.getName());
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        String labels = labels(metric, point);
        if (seen.add(labels)) {
          series
              .append("      - series: '")
              .append(labels)
              .append("'\n        values: '_x5 ")
              .append(point.getAsInt())
              .append("x20'\n");
        }
      }
    }
    return series.toString();
  }

  private static String labels(Metric metric, NumberDataPoint point) {
    StringBuilder labels =
        new StringBuilder(metric.getName().replace('.', '_')).append("_total{job=\"billing\"");
    for (KeyValue attribute : point.getAttributesList()) {
      labels
          .append(',')
          .append(attribute.getKey().replace('.', '_'))
          .append("=\"")
          .append(attribute.getValue().getStringValue())
          .append('"');
    }
    return labels.append('}').toString();
  }

  /** Asks promtool which alarms there are in the eighth minute: the summary of each. */
  private Set<String> firing(String series) throws IOException, InterruptedException {
    StringBuilder tests = new StringBuilder();
    Matcher rules = NAME.matcher(Files.readString(RULES));
    while (rules.find()) {
      tests.append("      - {eval_time: 8m, alertname: ").append(rules.group(1)).append("}\n");
    }
    Path test = folder.resolve("test.yaml");
    Files.writeString(
        test,
        "rule_files: [\"%s\"]\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n".formatted(RULES)
            + "    input_series:\n%s    alert_rule_test:\n%s".formatted(series, tests));
    Process process =
        new ProcessBuilder(PROMTOOL.toString(), "test", "rules", test.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "promtool ends");
    Set<String> summaries = new TreeSet<>();
    Matcher got = SUMMARY.matcher(said);
    while (got.find()) {
      summaries.add(got.group(1));
    }
    assertEquals(summaries.isEmpty(), said.contains("SUCCESS"), said);
    return summaries;
  }
}
