package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.it.harness.AgentCommand;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import dev.cordon.testing.Await;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Libraries of another shape: what of them Cordon can't see is refused, or known to be open. */
class UnhookedIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Before 4.3 the client had other methods; HttpCore below it has those of today. */
  private static final Program OLD_APACHE =
      Program.of("apache42", new Libraries("httpclient-4.2.6"));

  /** What of it is not as Cordon knows it. */
  private static final String[] APACHE_HOOKS = {
    "apache-httpclient4:0", "apache-httpclient4:1", "apache-httpclient4:2"
  };

  private static final Program ODD = Program.of("oddshape", Libraries.NONE);

  private final Path folder = Places.scratch("unhooked");
  private final Path trail = folder.resolve("audit.jsonl");

  private Path policy(String... lines) {
    List<String> all = new ArrayList<>(List.of("hosts:", "  127.0.0.1: openai", "audit:"));
    all.add("  file: " + trail);
    all.addAll(List.of(lines));
    return Policies.of(all.toArray(new String[0]));
  }

  private static App.Builder app(Program program, Path policy) {
    return App.of(program)
        .policy(policy)
        .environment("OTEL_SERVICE_NAME", "billing")
        .environment("OTEL_METRIC_EXPORT_INTERVAL", "200");
  }

  @Test
  void callsAreRefusedWhereSomethingOfTheLibraryIsStillSeen() throws Exception {
    try (Lab lab = new Lab(app(OLD_APACHE, policy()))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String reply = lab.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();

      assertTrue(reply.startsWith("403\n"), reply);
      JsonNode error = JSON.readTree(reply.substring(4)).path("error");
      String why = error.path("message").asText();
      assertTrue(why.contains("apache-httpclient4:0"), why);
      assertTrue(why.contains("org.apache.http.impl.client.AbstractHttpClient"), why);
      assertTrue(why.contains("on_unhooked: allow"), why);
      assertEquals(0, vendor.requests().size());
      awaitCounted(lab.receiver(), APACHE_HOOKS);
      lab.end();
    }
    assertRecorded("block", APACHE_HOOKS);
    JsonNode call = records("exchange").get(0);
    assertEquals("deny", call.path("decision").asText());
    assertEquals("on_unhooked", call.path("rule").asText());
    assertEquals("apache-httpclient4", call.path("library").asText());
    assertVerified();
    String page = report();
    assertTrue(page.contains("\"hook\":\"apache-httpclient4:0\""), "the report names the hook");
    assertTrue(page.contains("\"service\":\"billing\""), "and the service");
  }

  @Test
  void aCallThatIsNoneOfAVendorsIsNotTouched() {
    try (Lab lab = new Lab(app(OLD_APACHE, policy("ignore_hosts: [127.0.0.1]")))) {
      Conversation shop = lab.conversation(Answer.json(200, "{}"));
      String reply = lab.app().run("post", shop.url() + "/orders", "{}").value();
      assertTrue(reply.startsWith("200\n"), reply);
      lab.end();
    }
  }

  @Test
  void policyMayLetCallsGoOnAndThenTheTrailSaysWhatIsOpen() throws Exception {
    try (Lab lab = new Lab(app(OLD_APACHE, policy("on_unhooked: allow")))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String reply = lab.app().run("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();

      assertTrue(reply.startsWith("200\n"), reply);
      assertEquals(1, vendor.requests().size());
      awaitCounted(lab.receiver(), APACHE_HOOKS);
      lab.end();
    }
    assertRecorded("allow", APACHE_HOOKS);
    assertEquals(List.of(), records("exchange"));
    assertVerified();
  }

  @Test
  void whereNothingIsSeenAnyMoreTrailAndMetricSaySoAllTheSame() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        App app = app(ODD, policy()).telemetry(receiver).start()) {
      assertEquals("performed x", app.run("perform", "x").value());
      app.err().await("no method for hook openai-java:0");
      awaitCounted(receiver, "openai-java:0", "openai-java:1");
      assertEquals(0, app.stop());
    }
    assertRecorded("block", "openai-java:0", "openai-java:1");
    assertVerified();
    assertTrue(report().contains("\"hook\":\"openai-java:1\""), "the report names the hook");
  }

  @Test
  void aProgramThatEndsAtOnceLeavesATrailToo() throws Exception {
    try (App app = app(ODD, policy()).arguments("once").start()) {
      assertEquals(0, app.await());
      assertEquals("performed once", app.out().text());
    }
    assertRecorded("block", "openai-java:0", "openai-java:1");
  }

  @Test
  void offRecordsNothingUntilThePolicyIsAnother() throws Exception {
    Path policy = policy("mode: off");
    String off = Files.readString(policy);
    try (OtlpReceiver receiver = new OtlpReceiver();
        App app = app(ODD, policy).telemetry(receiver).start()) {
      app.run("perform", "x").value();
      app.err().await("no method for hook openai-java:1");
      app.err().await("mode off");
      assertFalse(Files.exists(trail), "no trail is begun");
      Policies.write(policy, off.replace("mode: off", "mode: observe"));
      awaitCounted(receiver, "openai-java:0", "openai-java:1");
      assertEquals(0, app.stop());
    }
    assertEquals("observe", records("event").get(1).path("mode").asText());
  }

  @Test
  void nothingOfItIsLoadedWhileEveryHookIsInItsPlace() {
    Matrix cell = Matrix.okHttp().findFirst().orElseThrow();
    try (Lab lab = Lab.of(cell, app -> app.policy(policy()).jvm("-verbose:class"))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      lab.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      lab.end();
      String loaded = lab.app().out().text();
      assertTrue(loaded.contains("dev.cordon.agent.host.AgentHost"), "classes are listed");
      assertFalse(loaded.contains("dev.cordon.agent.host.OpenHook"), "no class of open hooks");
    }
  }

  /** The counter is one for each of these hooks, once. */
  private static void awaitCounted(OtlpReceiver receiver, String... hooks) {
    Map<String, Long> expected = new TreeMap<>();
    for (String hook : hooks) {
      expected.put(hook, 1L);
    }
    Await.until(
        () -> "not counted as " + expected + ", but " + counted(receiver),
        () -> counted(receiver).equals(expected));
  }

  private static Map<String, Long> counted(OtlpReceiver receiver) {
    Map<String, Long> counted = new TreeMap<>();
    for (Metric metric : receiver.metrics("cordon.hooks.unlinked")) {
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue attribute : point.getAttributesList()) {
          attributes.put(attribute.getKey(), attribute.getValue().getStringValue());
        }
        String hook = attributes.get("cordon.hook");
        assertEquals(hook.split(":")[0], attributes.get("cordon.library"));
        assertFalse(attributes.get("cordon.hook.class").isEmpty(), "the class is named");
        counted.put(hook, point.getAsInt());
      }
    }
    return counted;
  }

  private void assertRecorded(String policy, String... hooks) throws Exception {
    List<String> recorded = new ArrayList<>();
    for (JsonNode record : records("event")) {
      if (record.path("event").asText().equals("unhooked")) {
        recorded.add(record.path("hook").asText());
        assertEquals("billing", record.path("service").asText());
        assertEquals("enforce", record.path("mode").asText());
        assertEquals(policy, record.path("on_unhooked").asText());
        assertFalse(record.path("reason").asText().isEmpty(), record.toString());
      }
    }
    assertEquals(List.of(hooks), recorded);
  }

  private List<JsonNode> records(String field) throws Exception {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(trail)) {
      JsonNode record = JSON.readTree(line);
      if (record.has(field)) {
        records.add(record);
      }
    }
    return records;
  }

  private void assertVerified() throws Exception {
    String said = AgentCommand.succeed("audit", "verify", trail.toString());
    assertTrue(said.contains("intact"), said);
  }

  private String report() throws Exception {
    Path page = folder.resolve("report.html");
    AgentCommand.succeed("report", "-o", page.toString(), trail.toString());
    return Files.readString(page);
  }
}
