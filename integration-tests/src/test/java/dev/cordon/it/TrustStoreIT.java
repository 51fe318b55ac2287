package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import dev.cordon.it.harness.SecureCollector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that names its trust store after the agent has opened TLS of its own, to a
 * collector and to Redis, or before. Java makes its default context once, at its first use: were it
 * ours, the application's own calls would fail.
 */
class TrustStoreIT {
  private static final String PASSWORD = "changeit";
  private static final String BODY =
      "{\"model\":\"m\",\"previous_response_id\":\"resp_a\",\"input\":";

  private static Path trusted;
  private static HttpsServer partner;
  private static SecureCollector collector;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Places.scratch("truststore");
    collector = new SecureCollector(Files.createDirectory(folder.resolve("collector")));
    Path certificate = SecureCollector.certificate(folder, "localhost");
    trusted = SecureCollector.trust(certificate, folder.resolve("trusted.p12"));
    SSLContext tls = SecureCollector.tls(folder.resolve("localhost.p12"));
    partner = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    partner.setHttpsConfigurator(new HttpsConfigurator(tls));
    partner.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    partner.start();
  }

  @AfterAll
  static void stop() {
    collector.close();
    partner.stop(0);
  }

  /** Each way to name a trust store on each JDK. */
  static Stream<Arguments> waysAndJdks() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of("property", "context").map(way -> Arguments.of(jdk, way)));
  }

  private static App start(Jdk jdk) {
    return App.of(Program.of("truststore", Libraries.NONE))
        .on(jdk)
        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
        .environment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
        .environment("OTEL_METRICS_EXPORTER", "none")
        .environment("CORDON_TOKEN_KEY", "an example key of a test, long")
        .policy(
            Policies.of(
                "token_key: env:CORDON_TOKEN_KEY",
                "vault:",
                "  redis:",
                "    url: rediss://localhost:" + partner.getAddress().getPort(),
                "    encryption_key: token_key",
                "    connect_timeout: 10s",
                "    read_timeout: 10s"))
        .start();
  }

  private static String partner(App app) {
    return app.run("get", "https://localhost:" + partner.getAddress().getPort() + "/").value();
  }

  /** An AI call whose span goes to the collector, and whose answer may build on an earlier one. */
  private static void ask(App app, ScriptedServer server) {
    Conversation vendor =
        server.conversation(Answer.json(200, "{\"id\":\"resp_b\",\"output\":[]}"));
    String body = BODY + Bodies.text(Sample.PERSONAL_PROMPT) + "}";
    assertTrue(app.run("ask", vendor.baseUrl() + "/responses", body).value().contains("resp_b"));
    Leaks.assertNone(vendor.only(), Sample.ALL);
  }

  @ParameterizedTest(name = "{0}, by {1}")
  @MethodSource("waysAndJdks")
  void aTrustStoreThatIsNamedAfterOurFirstConnectionsIsTheApplications(Jdk jdk, String way) {
    try (ScriptedServer server = new ScriptedServer();
        App app = start(jdk)) {
      ask(app, server);
      app.err().await("its certificate is not trusted"); // our exporter's handshake
      app.err().await("vault: Redis at localhost"); // and our vault's
      app.run(way, trusted.toString(), PASSWORD).value();
      assertEquals("ok", partner(app));
      assertEquals(0, app.stop(), app.err().text());
    }
  }

  @ParameterizedTest(name = "{0}, by {1}")
  @MethodSource("waysAndJdks")
  void soIsOneThatIsNamedBefore(Jdk jdk, String way) {
    try (ScriptedServer server = new ScriptedServer();
        App app = start(jdk)) {
      app.run(way, trusted.toString(), PASSWORD).value();
      ask(app, server);
      app.err().await("its certificate is not trusted");
      app.err().await("vault: Redis at localhost");
      assertEquals("ok", partner(app));
      assertEquals(0, app.stop(), app.err().text());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.cordon.it.harness.Jdk#all")
  void anEarlyUseOfTheDefaultWouldBeSeenHere(Jdk jdk) {
    try (App app = start(jdk)) {
      app.run("tooEarly").value();
      app.run("property", trusted.toString(), PASSWORD).value();
      App.Reply reply = app.run("get", "https://localhost:" + partner.getAddress().getPort() + "/");
      assertFalse(reply.ok(), reply.text());
    }
  }
}
