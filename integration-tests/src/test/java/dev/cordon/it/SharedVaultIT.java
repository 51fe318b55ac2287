package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtherAgent;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's jar with its vault in a real Redis (Debian: {@code redis-server}). */
class SharedVaultIT {
  private static final Path SERVER = Path.of("/usr/bin/redis-server");
  private static final Path CLIENT = Path.of("/usr/bin/redis-cli");
  private static final Libraries OTEL = new Libraries("opentelemetry");

  /** What no span may hold: our commands, whose they are, and where they go. */
  private static final List<String> OURS = List.of("redis", "hset", "hgetall", "jedis");

  private static final Pattern TOKEN = Pattern.compile("EMAIL_[0-9A-Z]+");

  private final Path folder = Places.scratch("redis");
  private final ScriptedServer server = new ScriptedServer();
  private Process redis;
  private int port;
  private volatile String token = "nobody";

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(SERVER) && Files.isExecutable(CLIENT), "needs redis-server");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    redis =
        new ProcessBuilder(
                SERVER.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    Await.until("Redis accepts connections", this::accepts);
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      assertTrue(redis.isAlive(), "Redis ended");
      return false;
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    if (redis != null) {
      Await.end(redis.destroyForcibly());
    }
  }

  @Test
  void oneJvmRestoresWhatAnotherIssuedInTheSameConversation() throws Exception {
    Conversation vendor = server.conversation(replies("resp_a", "Noted."), replies("resp_b", null));
    try (App first = app().start()) {
      ask(first, vendor, "{\"model\":\"m\",\"input\":" + Bodies.text(Sample.EMAIL) + "}");
      awaitValues();
      assertEquals(0, first.stop(), first.err().text());
    }
    Leaks.assertNone("Redis", everything(), Sample.ALL);
    try (App second = app().start()) {
      String body = "{\"model\":\"m\",\"previous_response_id\":\"resp_a\",\"input\":\"Whom?\"}";
      App.Reply reply = ask(second, vendor, body);
      assertTrue(reply.value().contains("Ask " + Sample.EMAIL), reply.text());
      assertEquals(0, second.stop(), second.err().text());
      assertFalse(second.err().text().contains("vault:"), second.err().text());
    }
    for (Received request : vendor.requests()) {
      Leaks.assertNone(request, Sample.ALL);
    }
  }

  @ParameterizedTest(name = "the other agent first: {0}")
  @ValueSource(booleans = {true, false})
  void theOpenTelemetryAgentDoesntSeeTheVault(boolean first) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      App.Builder builder =
          app()
              .telemetry(receiver)
              .environment("OTEL_METRICS_EXPORTER", "none")
              .environment("OTEL_LOGS_EXPORTER", "none");
      useTheVault(OtherAgent.OPENTELEMETRY.beside(builder, first));
      receiver.awaitSpan(span -> span.getName().equals("apply_guardrail cordon"));
      assertNotSeen(receiver.spans().toString());
      Leaks.assertNone("telemetry", receiver.raw(), Sample.ALL);
    }
  }

  @ParameterizedTest(name = "the other agent first: {0}")
  @ValueSource(booleans = {true, false})
  void theDatadogAgentDoesntSeeTheVault(boolean first) throws Exception {
    try (DatadogIntake intake = new DatadogIntake()) {
      App.Builder builder =
          app()
              .environment("DD_TRACE_AGENT_URL", intake.url())
              .environment("DD_TRACE_OTEL_ENABLED", "true")
              .environment("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false")
              .environment("DD_REMOTE_CONFIGURATION_ENABLED", "false")
              .environment("DD_JMXFETCH_ENABLED", "false")
              .environment("DD_PROFILING_ENABLED", "false");
      useTheVault(OtherAgent.DATADOG.beside(builder, first));
      intake.await("apply_guardrail cordon");
      assertNotSeen(new String(intake.raw(), StandardCharsets.ISO_8859_1));
      Leaks.assertNone("Datadog's intake", intake.raw(), Sample.ALL);
    }
  }

  /** What is issued is written on a thread of the vault's own. */
  private void awaitValues() {
    Await.until("a value is in Redis", () -> !commands("DBSIZE").trim().equals("0"));
  }

  private static void assertNotSeen(String spans) {
    String lower = spans.toLowerCase(Locale.ROOT);
    for (String word : OURS) {
      int at = lower.indexOf(word);
      assertTrue(at < 0, () -> spans.substring(Math.max(0, at - 200), at + word.length()));
    }
  }

  /** Both ways: what is issued is written, and an answer that names another call is looked up. */
  private void useTheVault(App.Builder builder) throws Exception {
    Conversation vendor = server.conversation(replies("resp_a", "Noted."), replies("resp_b", null));
    try (App app = builder.start()) {
      ask(app, vendor, "{\"model\":\"m\",\"input\":" + Bodies.text(Sample.EMAIL) + "}");
      String body = "{\"model\":\"m\",\"previous_response_id\":\"resp_a\",\"input\":\"Whom?\"}";
      App.Reply reply = ask(app, vendor, body);
      assertTrue(reply.value().contains("Ask " + Sample.EMAIL), reply.text());
      awaitValues();
      assertEquals(0, app.stop(), app.err().text());
      assertFalse(app.err().text().contains("vault:"), app.err().text());
    }
    assertTrue(commands("INFO", "commandstats").contains("cmdstat_hgetall:"), "nothing was read");
  }

  private App.Builder app() {
    return App.of(Program.of("traced", OTEL, 11))
        .environment("CORDON_TOKEN_KEY", "an example key of a test, long")
        .policy(
            Policies.of(
                "token_key: env:CORDON_TOKEN_KEY",
                "vault:",
                "  redis:",
                "    url: redis://127.0.0.1:" + port,
                "    encryption_key: token_key",
                "    connect_timeout: 30s",
                "    read_timeout: 30s"));
  }

  private static App.Reply ask(App app, Conversation vendor, String body) {
    return app.run("ask", vendor.baseUrl() + "/responses", body);
  }

  /** Answers under an identifier; without a text, with the token that the first call brought. */
  private Answer replies(String id, String text) {
    return (request, wire) -> {
      Matcher found = TOKEN.matcher(request.text());
      token = found.find() ? found.group() : token;
      String said = text == null ? "Ask " + token : text;
      String content = "{\"type\":\"output_text\",\"annotations\":[],\"text\":" + Bodies.text(said);
      String message =
          "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":[" + content;
      String body =
          "{\"id\":\"" + id + "\",\"object\":\"response\",\"output\":[" + message + "}]}]}";
      Answer.json(200, body).give(request, wire);
    };
  }

  private byte[] everything() {
    StringBuilder all = new StringBuilder();
    for (String key : commands("KEYS", "*").split("\n")) {
      all.append(key).append('\n').append(commands("HGETALL", key.trim()));
    }
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private String commands(String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(CLIENT.toString(), "-p", Integer.toString(port)));
    command.addAll(List.of(words));
    try {
      Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
