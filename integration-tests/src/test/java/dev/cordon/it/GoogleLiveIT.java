package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.instrumentation.testing.SocketServer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SecureCollector;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** google-genai's Live API, unmodified, on Java-WebSocket with TLS: a model that repeats. */
class GoogleLiveIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than a token's beginning, shorter than a token. */
  private static final int DELTA = 5;

  private static SocketServer server;
  private static Path trusted;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Places.scratch("google-live");
    Path certificate = SecureCollector.certificate(folder, "localhost");
    trusted = SecureCollector.trust(certificate, folder.resolve("trusted.p12"));
    server =
        new SocketServer(
            GoogleLiveIT::answer, true, SecureCollector.tls(folder.resolve("localhost.p12")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Answers in binary messages, as Google's own server does. */
  private static void answer(WebSocket client, SocketServer.Message message) throws IOException {
    JsonNode asked = JSON.readTree(message.bytes());
    if (asked.has("setup")) {
      send(client, Map.of("setupComplete", Map.of()));
      return;
    }
    String text = asked.findPath("text").asText();
    for (int at = 0; at < text.length(); at += DELTA) {
      String part = text.substring(at, Math.min(text.length(), at + DELTA));
      Map<String, ?> turn = Map.of("role", "model", "parts", List.of(Map.of("text", part)));
      send(client, Map.of("serverContent", Map.of("modelTurn", turn)));
    }
    send(client, Map.of("serverContent", Map.of("turnComplete", true)));
  }

  private static void send(WebSocket client, Map<String, ?> message) throws IOException {
    client.send(JSON.writeValueAsBytes(message));
  }

  private static App.Builder app() {
    return Matrix.googleGenAiLive()
        .app()
        .jvm(
            "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=changeit");
  }

  private static App.Reply talk(App app) {
    server.rest();
    Tested.note(Matrix.googleGenAiLive(), Tested.Mode.WEBSOCKET);
    return app.run(
        "live", "https://localhost:" + server.port(), "Help " + Sample.EMAIL, Sample.PROMPT);
  }

  private static List<String> sent() {
    return server.rest().stream()
        .filter(message -> !message.kind().equals("close")) // comes when it comes
        .map(SocketServer.Message::text)
        .toList();
  }

  @Test
  void aConversationLeavesRedactedAndComesBack() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        App app = app().telemetry(receiver).start()) {
      server.rest();
      String said =
          app.run(
                  "live",
                  "https://localhost:" + server.port(),
                  "Help " + Sample.EMAIL,
                  Sample.PERSONAL_PROMPT)
              .value();
      assertEquals(Sample.PERSONAL_PROMPT, said);
      List<String> sent = sent();
      assertTrue(
          sent.get(0).contains("\"setup\"") && sent.get(0).contains("EMAIL_"), sent::toString);
      Leaks.assertNone("the messages", sent.toString(), Sample.ALL);
      Span span = receiver.await(1, each -> true).get(0);
      assertEquals("gcp.gen_ai", OtlpReceiver.attribute(span, "gen_ai.provider.name"));
      assertEquals(0, app.stop());
      Leaks.assertNone("standard error", app.err().text(), Sample.ALL);
    }
  }

  @Test
  void whereNothingIsGovernedNothingDiffers() throws Exception {
    String plain;
    List<String> messages;
    try (App app = app().withoutAgent().start()) {
      plain = talk(app).value();
      messages = sent();
    }
    assertEquals(Sample.PROMPT, plain);
    for (String policy : List.of("mode: off", "mode: observe", "ignore_hosts: [localhost]")) {
      try (App app = app().policy(Policies.of(policy)).start()) {
        assertEquals(plain, talk(app).value(), policy);
        assertEquals(messages, sent(), policy);
      }
    }
  }

  @Test
  void aRefusedConversationIsNotOpened() throws Exception {
    try (App app = app().policy(Policies.of("vendors: {allow: [openai]}")).start()) {
      String error = talk(app).error();
      assertFalse(error.contains(Sample.EMAIL), error);
      assertEquals(List.of(), sent());
      assertTrue(app.err().await("vendors").contains("refused"), app.err()::text);
    }
  }
}
