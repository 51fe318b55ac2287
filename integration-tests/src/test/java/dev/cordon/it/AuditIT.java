package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cordon.it.harness.AgentCommand;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.testing.Await;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit trail of real calls. */
class AuditIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Matrix OKHTTP = Matrix.okHttp().findFirst().orElseThrow();

  static java.util.stream.Stream<Matrix> clients() {
    return java.util.stream.Stream.of(
        OKHTTP,
        Matrix.javaHttp().findFirst().orElseThrow(),
        Matrix.openAi().findFirst().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyFieldOfARecordIsTrue(Matrix client) throws Exception {
    Path trail = Places.scratch("audit").resolve("audit.jsonl");
    Span span;
    Conversation vendor;
    try (Lab lab = lab(client, trail, "on_failure: block", "retention: 30d")) {
      vendor = lab.conversation(EchoModel.answer());
      boolean sdk = client.program().equals("openai");
      String scenario = sdk ? "chat" : client.program().equals("okhttp") ? "post" : "ofString";
      String url = sdk ? vendor.baseUrl() : vendor.baseUrl() + "/chat/completions?key=k-0123456789";
      String body =
          "{\"model\":\"echo-1\",\"user\":\"u-1\",\"messages\":[{\"role\":\"user\",\"content\":"
              + Bodies.text(Sample.PERSONAL_PROMPT)
              + "}]}";
      lab.call(scenario, url, sdk ? Sample.PERSONAL_PROMPT : body).value();
      span = lab.span();
      JsonNode record = first(trail);
      assertEquals("billing", record.path("service").asText());
      assertEquals(lab.app().process().pid(), record.path("pid").asLong());
      assertTrue(record.path("machine").asText().length() > 0, record.toString());
      assertEquals(
          HexFormat.of().formatHex(span.getTraceId().toByteArray()),
          record.path("trace_id").asText());
      assertEquals(
          HexFormat.of().formatHex(span.getSpanId().toByteArray()),
          record.path("span_id").asText());
      assertEquals(
          OtlpReceiver.attribute(span, "cordon.exchange.id"), record.path("exchange").asText());
      assertTrue(record.path("caller").asText().startsWith("com.example.app."), record.toString());
      assertEquals(16, record.path("key").asText().length(), record.toString());
      if (!sdk) {
        assertTrue(record.path("user").asText().matches("[0-9a-f]{16}"), record.toString());
      }
      assertEquals("openai", record.path("vendor").asText());
      assertEquals("127.0.0.1", record.path("host").asText());
      assertEquals("chat", record.path("operation").asText());
      assertEquals("openai.chat", record.path("format").asText());
      assertEquals("modify", record.path("decision").asText());
      assertEquals("enforce", record.path("mode").asText());
      assertTrue(record.path("policy").asText().length() >= 8, record.toString());
      assertTrue(record.path("classes").toString().contains("\"personal\""), record.toString());
      assertTrue(record.path("findings").size() >= 3, record.toString());
      assertEquals(vendor.only().body().length, record.path("sent_bytes").asInt());
      assertTrue(
          record.path("request_bytes").asInt() > 0 && record.path("response_bytes").asInt() > 0);
      assertTrue(
          record.path("input_tokens").asInt() > 0 && record.path("output_tokens").asInt() > 0);
      assertEquals(200, record.path("status").asInt());
      assertTrue(record.path("duration_us").asLong() > record.path("engine_us").asLong());
      assertTrue(record.path("keep_until").asText().endsWith("Z"), record.toString());
      lab.end();
    }
    assertEquals(0, command("audit", "verify", trail.toString()));
  }

  @Test
  void theRecordIsSentAsALogRecordTooWhenThePolicySaysSo() throws Exception {
    Path trail = Places.scratch("audit").resolve("audit.jsonl");
    Path policy = policy(trail, "otlp: true");
    try (Lab lab =
        Lab.of(OKHTTP, app -> app.policy(policy).environment("OTEL_LOGS_EXPORTER", "none"))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      lab.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      lab.end();
      List<LogRecord> logs = lab.receiver().logs();
      assertEquals(1, logs.size(), logs.toString());
      LogRecord log = logs.get(0);
      assertEquals("cordon.audit", log.getEventName());
      JsonNode record = records(trail).get(0);
      ((ObjectNode) record).remove(List.of("seq", "hash"));
      assertEquals(record, JSON.readTree(log.getBody().getStringValue()));
      HexFormat hex = HexFormat.of();
      assertEquals(record.path("trace_id").asText(), hex.formatHex(log.getTraceId().toByteArray()));
      assertEquals(record.path("span_id").asText(), hex.formatHex(log.getSpanId().toByteArray()));
      Leaks.assertNone("the log record", log.toByteArray(), Sample.ALL);
    }
  }

  @ParameterizedTest
  @CsvSource({"block,403", "allow,200"})
  void aTrailThatCantBeWrittenFollowsThePolicy(String onFailure, String status) {
    // Not even root can make a directory there.
    Path trail = Path.of("/proc/cordon/audit.jsonl");
    try (Lab lab = lab(OKHTTP, trail, "on_failure: " + onFailure)) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String reply = lab.call("post", url, Bodies.chat(Sample.HARMLESS)).value();
      assertTrue(reply.startsWith(status), reply);
      String loud = lab.app().err().await("the audit trail can't be written");
      assertTrue(loud.contains("/proc/cordon/audit.jsonl"), loud);
      assertEquals(status.equals("200") ? 1 : 0, vendor.requests().size());
      assertFalse(lab.app().err().text().contains("Exception"), lab.app().err().text());
      lab.end();
    }
  }

  @Test
  void noAnsweredCallIsMissingAfterTheProcessIsKilled() throws Exception {
    Path trail = Places.scratch("audit").resolve("audit.jsonl");
    try (Lab lab = lab(OKHTTP, trail)) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      for (int i = 0; i < 20; i++) {
        lab.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      }
      Await.end(lab.app().process().destroyForcibly());
    }
    try (Lab next = lab(OKHTTP, trail)) { // writes what the dead one left in the journal
      String url = next.conversation(EchoModel.answer()).baseUrl() + "/chat/completions";
      next.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      next.end();
    }
    assertEquals(21, records(trail).size());
    assertEquals(0, command("audit", "verify", trail.toString()));
    List<String> lines = Files.readAllLines(trail);
    lines.remove(7);
    Files.write(trail, lines);
    assertEquals(1, command("audit", "verify", trail.toString()));
  }

  @Test
  void theAgentStartsThroughJavaToolOptionsAsTheExamplesDo() throws Exception {
    Path trail = Places.scratch("audit").resolve("audit.jsonl");
    Path policy = policy(trail);
    String flag = "-javaagent:" + Places.agentJar() + "=policy=" + policy;
    try (Lab lab =
        Lab.of(OKHTTP, app -> app.withoutAgent().environment("JAVA_TOOL_OPTIONS", flag))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      lab.call("post", url, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      lab.end();
    }
    assertEquals(1, records(trail).size());
  }

  private static Lab lab(Matrix client, Path trail, String... audit) {
    Path policy = policy(trail, audit);
    return Lab.of(client, app -> app.policy(policy).environment("OTEL_SERVICE_NAME", "billing"));
  }

  private static Path policy(Path trail, String... audit) {
    List<String> lines = new ArrayList<>(List.of("hosts:", "  127.0.0.1: openai", "audit:"));
    lines.add("  file: " + trail);
    lines.add("  user: {from: field:user}");
    for (String line : audit) {
      lines.add("  " + line);
    }
    return Policies.of(lines.toArray(new String[0]));
  }

  /** Waits for the first record: it is written to the file a moment after its call. */
  private static JsonNode first(Path trail) throws IOException {
    Await.until("the trail holds a record", () -> holdsRecord(trail));
    return records(trail).get(0);
  }

  private static boolean holdsRecord(Path trail) {
    try {
      return !records(trail).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> records(Path trail) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(trail)) {
      JsonNode record = JSON.readTree(line);
      if (record.has("exchange")) {
        records.add(record);
      }
    }
    return records;
  }

  private static int command(String... arguments) throws Exception {
    AgentCommand done = AgentCommand.run(arguments);
    assertTrue(done.said().contains("intact"), done.said());
    return done.exitCode();
  }
}
