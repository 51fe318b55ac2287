package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtherAgent;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spans as a real backend has them: sent to Zipkin's own server, and read back from it. */
class ZipkinIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static Process zipkin;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    url = "http://127.0.0.1:" + port;
    Path log = Places.scratch("zipkin").resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Jdk.current().java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-jar",
            OtherAgent.ZIPKIN.jar().toString());
    builder.environment().put("QUERY_PORT", String.valueOf(port));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    zipkin = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    await("/health");
  }

  @AfterAll
  static void stop() {
    zipkin.destroyForcibly();
  }

  /** Asks until there is an answer that isn't empty. */
  private static String await(String path) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < deadline && zipkin.isAlive()) {
      try {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
        var answer = CLIENT.send(request, BodyHandlers.ofString());
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() == 200 && !answer.body().equals("[]")) {
          return answer.body();
        }
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      Thread.sleep(100);
    }
    throw new AssertionError(path + ": " + last);
  }

  @Test
  void aCallIsATraceInZipkin() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        App app =
            App.of(Program.of("javahttp", Libraries.NONE, 11))
                .environment("OTEL_TRACES_EXPORTER", "zipkin")
                .environment("OTEL_EXPORTER_ZIPKIN_ENDPOINT", url + "/api/v2/spans")
                .environment("OTEL_SERVICE_NAME", "shop")
                .start()) {
      Conversation vendor = server.conversation(EchoModel.answer());
      String chat = vendor.baseUrl() + "/chat/completions";
      app.run("ofString", chat, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertEquals(0, app.stop(), app.err().text());

      String json = await("/api/v2/traces?serviceName=shop&lookback=3600000");
      Leaks.assertNone("Zipkin", json.getBytes(StandardCharsets.UTF_8), Sample.ALL);
      JsonNode trace = new ObjectMapper().readTree(json).get(0);
      Map<String, JsonNode> spans = new TreeMap<>();
      trace.forEach(span -> spans.put(span.get("name").asText(), span));
      JsonNode call = spans.get("chat echo-1");
      JsonNode guardrail = spans.get("apply_guardrail cordon");
      assertEquals(2, spans.size(), json);
      assertEquals("CLIENT", call.get("kind").asText());
      assertEquals("shop", call.get("localEndpoint").get("serviceName").asText());
      assertEquals("chat", call.get("tags").get("gen_ai.operation.name").asText());
      assertEquals("[\"stop\"]", call.get("tags").get("gen_ai.response.finish_reasons").asText());
      assertEquals(call.get("id"), guardrail.get("parentId"));
      assertEquals("modify", guardrail.get("tags").get("gen_ai.security.decision.type").asText());
      String finding = guardrail.get("annotations").get(0).get("value").asText();
      assertTrue(finding.startsWith("\"gen_ai.security.finding\":{"), finding);
      assertTrue(guardrail.get("annotations").size() >= 2, json);
    }
  }
}
