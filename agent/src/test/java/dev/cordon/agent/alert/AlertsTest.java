package dev.cordon.agent.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.GovernedCalls;
import dev.cordon.engine.policy.Policy;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {
  @TempDir Path folder;
  private Path trail;
  private HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  @BeforeEach
  void begin() throws IOException {
    trail = folder.resolve("audit.jsonl");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::take);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean fails = failures.getAndDecrement() > 0;
    if (!fails) {
      signatures.add(exchange.getRequestHeaders().getFirst("Cordon-Signature"));
      bodies.add(body);
    }
    exchange.sendResponseHeaders(fails ? 503 : 204, -1);
    exchange.close();
  }

  @Test
  void whatACallerNeverDidIsToldByTrailAndWebhookOnceAndHoldsNoContent() throws Exception {
    failures.set(2);
    try (GovernedCalls calls = calls("  learn: 0s\n")) {
      calls.chat("api.openai.com", "k1", "hello");
      calls.flushAlerts();
      int before = bodies.size();
      calls.chat("api.anthropic.com", "k1", "Write to lea.hansen@acme-mail.net");
      calls.chat("api.anthropic.com", "k1", "Write to lea.hansen@acme-mail.net");
      Await.until("the alerts of the second vendor", () -> bodies.size() >= before + 3);
      calls.flushAlerts();
    }
    JsonNode vendor = null;
    for (String body : bodies) {
      assertFalse(body.contains("hansen"), body);
      JsonNode alert = new ObjectMapper().readTree(body);
      assertEquals("alert", alert.get("event").asText());
      assertEquals("desk", alert.get("service").asText());
      vendor = "anthropic".equals(alert.path("vendor").asText()) ? alert : vendor;
    }
    assertEquals("new.vendor", vendor.get("alert").asText(), bodies.toString());
    assertTrue(vendor.get("text").asText().contains("never had"), bodies.toString());
    String records = Files.readString(trail);
    assertEquals(1, records.split("\"alert\":\"new.class\"", -1).length - 1, records);
    assertTrue(new AuditVerifier(trail, GovernedCalls.KEY.getBytes(UTF_8)).verify().isIntact());
    for (int i = 0; i < bodies.size(); i++) {
      assertEquals(signatures.get(i), sign(signatures.get(i), bodies.get(i)));
    }
  }

  @Test
  void whatACallerIsUsedToIsLearntFromTheTrail() {
    try (GovernedCalls calls = calls("  learn: 0s\n")) {
      calls.chat("api.openai.com", "k1", "hello");
      calls.flushAlerts();
    }
    bodies.clear();
    try (GovernedCalls calls = calls("  learn: 0s\n")) {
      calls.chat("api.openai.com", "k1", "hello");
      calls.flushAlerts();
      assertEquals(List.of(), bodies, "nothing is new");
      calls.chat("api.openai.com", "k2", "hello");
      Await.until("the new key's alert", () -> bodies.size() == 1);
    }
    assertTrue(bodies.get(0).contains("\"alert\":\"new.key\""), bodies.toString());
  }

  @Test
  void aWebhookThatTakesNothingIsLeftAloneAndNoCallWaits() {
    failures.set(1_000);
    try (GovernedCalls calls = calls("  learn: 0s\n")) {
      for (int i = 0; i < 20; i++) {
        assertTrue(calls.chat("api.openai.com", "k" + i, "hello"));
      }
      Await.until("the trail's alerts", () -> read().contains("\"alert\":\"new.key\""));
      Await.until("the complaint", () -> calls.warnings().contains("takes no alerts"));
    }
    assertEquals(List.of(), bodies);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alerts: {webhook: 'http://alerts.example/', secret: env:KEY}; must be an https address",
        "alerts: {webhook: 'https://alerts.example/'}; needs secret",
        "alerts: {secret: env:KEY}; there is none",
        "alerts: {new: [vendors]}; did you mean",
        "alerts: {spending: 5/m}; must be money in a time",
        "alerts: {spikes: 5}; alerts.spikes",
        "keys: {revoked: [sk-abc]}; must be fingerprints"
      })
  void aMistakeIsNamedWithItsFix(String section, String complaint) {
    String yaml = "version: 1\naudit: {file: a}\n" + section + "\n";
    AssertionError wrong = assertThrows(AssertionError.class, () -> GovernedCalls.policy(yaml));
    assertTrue(wrong.getMessage().contains(complaint), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("sk-abc"), wrong.getMessage());
  }

  @Test
  void alertsNeedATrail() {
    AssertionError wrong =
        assertThrows(
            AssertionError.class, () -> GovernedCalls.policy("version: 1\nalerts: {spike: 3}\n"));
    assertTrue(wrong.getMessage().contains("needs audit.file"), wrong.getMessage());
    Policy none = GovernedCalls.policy("version: 1\n");
    assertEquals(null, none.alerts());
  }

  private GovernedCalls calls(String more) {
    return new GovernedCalls(
        "version: 1\naudit:\n  file: "
            + trail
            + "\n  key: env:KEY\nalerts:\n  webhook: http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/hook\n  secret: env:KEY\n"
            + more);
  }

  private String read() {
    try {
      return Files.readString(trail);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs as a receiver does that checks. */
  private static String sign(String signature, String body) throws Exception {
    String seconds = signature.substring(2, signature.indexOf(','));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(GovernedCalls.KEY.getBytes(UTF_8), "HmacSHA256"));
    String hex = HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(UTF_8)));
    return "t=" + seconds + ",v1=" + hex;
  }
}
