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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that nobody hooks: what they open to an AI vendor is seen, and refused where policy says
 * so.
 */
class UnguardedIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WAYS =
      List.of("socket", "channel", "channelSocket", "asynchronous", "withHandler");

  private final Path folder = Places.scratch("unguarded");
  private final Path trail = folder.resolve("audit.jsonl");

  private Path policy(String... lines) {
    List<String> all = new ArrayList<>(List.of("hosts:", "  localhost: openai", "audit:"));
    all.add("  file: " + trail);
    all.addAll(List.of(lines));
    return Policies.of(all.toArray(new String[0]));
  }

  private static App.Builder app(Matrix cell, Path policy) {
    return cell.app()
        .policy(policy)
        .environment("OTEL_SERVICE_NAME", "billing")
        .environment("OTEL_METRIC_EXPORT_INTERVAL", "200");
  }

  private static String url(Conversation vendor) {
    return vendor.baseUrl().replace("127.0.0.1", "localhost") + "/chat/completions";
  }

  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#unguarded")
  void aConnectionThatNoGovernedCallMakesIsReportedOnceAndWorks(Matrix cell) throws Exception {
    try (Lab lab = new Lab(app(cell, policy()))) {
      for (int i = 0; i < 2; i++) {
        for (String way : WAYS) {
          Conversation vendor = lab.conversation(Answer.json(200, "{}"));
          String reply = lab.app().run(way, url(vendor), Bodies.chat(Sample.HARMLESS)).value();
          assertTrue(reply.startsWith("HTTP/1.1 200"), reply);
          assertEquals(1, vendor.requests().size());
        }
      }
      Await.until(
          () -> "counted: " + counted(lab.receiver()),
          () ->
              counted(lab.receiver()).equals(Map.of("com.example.app.Main localhost openai", 1L)));
      lab.end();
      assertEquals(1, lines(lab, "com.example.app.Main opens a connection to localhost"));
    }
    assertRecorded("allow", "com.example.app.Main");
  }

  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#unguarded")
  void aGovernedCallsConnectionIsNone(Matrix cell) throws Exception {
    try (Lab lab = new Lab(app(cell, policy("on_unguarded: block")))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply =
          lab.call("urlConnection", url(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
      lab.assertNothingLeaked(vendor);
      lab.end();
      assertEquals(0, lines(lab, "opens a connection"));
    }
    assertRecorded("allow");
  }

  static Stream<Matrix> ownSockets() {
    return Matrix.nonBlocking().filter(cell -> cell.program().equals("ktor-cio"));
  }

  @ParameterizedTest
  @MethodSource("ownSockets")
  void neitherIsOneOfAClientWithSocketsOfItsOwn(Matrix cell) throws Exception {
    try (Lab lab = new Lab(app(cell, policy("on_unguarded: block")))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.call("post", url(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
      lab.assertNothingLeaked(vendor);
      lab.end();
      assertEquals(0, lines(lab, "opens a connection"));
    }
    assertRecorded("allow");
  }

  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#unguarded")
  void policyMayRefuseIt(Matrix cell) throws Exception {
    try (Lab lab = new Lab(app(cell, policy("on_unguarded: block")))) {
      Conversation vendor = lab.conversation(Answer.json(200, "{}"));
      for (String way : WAYS) {
        String error = lab.app().run(way, url(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).error();
        assertTrue(error.contains("on_unguarded: block"), error);
        boolean checked = way.startsWith("asynchronous") || way.equals("withHandler");
        String type = checked ? "java.lang.SecurityException" : "java.net.ConnectException";
        assertTrue(error.contains(type), error);
      }
      assertEquals(List.of(), vendor.requests());
      Conversation shop = lab.conversation(Answer.json(200, "{}"));
      String elsewhere = shop.url() + "/orders";
      assertTrue(lab.app().run("socket", elsewhere, "{}").value().startsWith("HTTP/1.1 200"));
      lab.end();
    }
    assertRecorded("deny", "com.example.app.Main");
  }

  @Test
  void observeRefusesNothing() throws Exception {
    Matrix cell = Matrix.unguarded().findFirst().orElseThrow();
    try (Lab lab = new Lab(app(cell, policy("mode: observe", "on_unguarded: block")))) {
      Conversation vendor = lab.conversation(Answer.json(200, "{}"));
      lab.app().run("socket", url(vendor), Bodies.chat(Sample.HARMLESS)).value();
      lab.end();
    }
    assertRecorded("allow", "com.example.app.Main");
  }

  @ParameterizedTest
  @CsvSource("commons-httpclient3, commons-httpclient-3.1, org.apache.commons.httpclient.")
  void aRealClientThatIsNotHookedIsNamedByItsClass(String name, String libraries, String caller)
      throws Exception {
    Program program = Program.of(name, new Libraries(libraries));
    try (Lab lab =
        new Lab(App.of(program).policy(policy()).environment("OTEL_SERVICE_NAME", "billing"))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String reply = lab.app().run("post", url(vendor), Bodies.chat(Sample.HARMLESS)).value();
      assertTrue(reply.contains("Why is the sky blue?"), reply);
      lab.end();
      assertEquals(1, lines(lab, caller));
    }
    JsonNode record = records().get(0);
    assertTrue(record.path("caller").asText().startsWith(caller), record.toString());
  }

  @ParameterizedTest
  @CsvSource("commons-httpclient3, commons-httpclient-3.1, org.apache.commons.httpclient.")
  void aRealClientThatIsNotHookedConnectsToNobodyWherePolicySaysSo(
      String name, String libraries, String caller) throws Exception {
    Program program = Program.of(name, new Libraries(libraries));
    try (Lab lab =
        new Lab(
            App.of(program)
                .policy(policy("on_unguarded: block"))
                .environment("OTEL_SERVICE_NAME", "billing"))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String error =
          lab.app().run("post", url(vendor), Bodies.chat(Sample.PERSONAL_PROMPT)).error();
      assertTrue(error.contains("on_unguarded: block"), error);
      assertEquals(List.of(), vendor.requests());
      Conversation shop = lab.conversation(Answer.json(200, "{}"));
      assertEquals("{}", lab.app().run("post", shop.url() + "/orders", "{}").value());
      lab.end();
    }
    JsonNode record = records().get(0);
    assertEquals("deny", record.path("decision").asText());
    assertTrue(record.path("caller").asText().startsWith(caller), record.toString());
  }

  private static long lines(Lab lab, String text) {
    return lab.app().err().text().lines().filter(line -> line.contains(text)).count();
  }

  private static Map<String, Long> counted(OtlpReceiver receiver) {
    Map<String, Long> counted = new TreeMap<>();
    for (Metric metric : receiver.metrics("cordon.connections.unguarded")) {
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue attribute : point.getAttributesList()) {
          attributes.put(attribute.getKey(), attribute.getValue().getStringValue());
        }
        String key =
            attributes.get("cordon.connection.caller")
                + ' '
                + attributes.get("server.address")
                + ' '
                + attributes.get("gen_ai.provider.name");
        counted.put(key, point.getAsInt());
      }
    }
    return counted;
  }

  /** The trail is whole and holds one record a caller; the report shows it. */
  private void assertRecorded(String decision, String... callers) throws Exception {
    List<String> recorded = new ArrayList<>();
    for (JsonNode record : records()) {
      recorded.add(record.path("caller").asText());
      assertEquals(decision, record.path("decision").asText());
      assertEquals("localhost", record.path("host").asText());
      assertEquals("openai", record.path("vendor").asText());
      assertEquals("billing", record.path("service").asText());
    }
    assertEquals(List.of(callers), recorded);
    if (callers.length > 0) {
      assertTrue(
          AgentCommand.succeed("audit", "verify", trail.toString()).contains("intact"),
          "the trail");
      Path page = folder.resolve("report.html");
      AgentCommand.succeed("report", "-o", page.toString(), trail.toString());
      boolean shown = Files.readString(page).contains("it opens connections to localhost");
      assertTrue(shown, "the report shows it");
    }
    assertFalse(Files.exists(trail) && Files.readString(trail).contains(Sample.EMAIL), "no value");
  }

  private List<JsonNode> records() throws Exception {
    List<JsonNode> records = new ArrayList<>();
    if (Files.exists(trail)) {
      for (String line : Files.readAllLines(trail)) {
        JsonNode record = JSON.readTree(line);
        if (record.path("event").asText().equals("unguarded")) {
          records.add(record);
        }
      }
    }
    return records;
  }
}
