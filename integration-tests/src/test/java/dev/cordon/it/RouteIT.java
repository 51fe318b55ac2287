package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import dev.cordon.it.harness.SecureCollector;
import dev.cordon.it.harness.SecureVendor;
import dev.cordon.it.harness.SigV4;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls of real clients that policy sends to a gateway: what arrives there, and nothing elsewhere.
 */
class RouteIT {
  private static final String SECRET = "key-of-the-gateway";

  /** No name server knows it (RFC 2606): a call that isn't routed fails. */
  private static final String VENDOR = "vendor.invalid";

  private static Path folder;
  private static Path trusted;

  @BeforeAll
  static void makeCertificates() throws Exception {
    folder = Places.scratch("routes");
    Path server = SecureCollector.certificate(folder, "localhost");
    trusted = SecureCollector.trust(server, folder.resolve("trusted.p12"));
    SecureCollector.certificate(folder, "elsewhere");
  }

  private static Matrix newest(Stream<Matrix> cells) {
    return cells.reduce((one, next) -> next).orElseThrow();
  }

  private static Matrix first(Stream<Matrix> cells) {
    return cells.findFirst().orElseThrow();
  }

  private static Matrix nonBlocking(String program, boolean newest) {
    Stream<Matrix> cells = Matrix.nonBlocking().filter(cell -> cell.program().equals(program));
    return newest ? newest(cells) : first(cells);
  }

  static Stream<Arguments> routed() {
    return Stream.of(
        Arguments.of(first(Matrix.okHttp()), "post"),
        Arguments.of(newest(Matrix.okHttp()), "enqueue"),
        Arguments.of(first(Matrix.javaHttp()), "ofString"),
        Arguments.of(newest(Matrix.javaHttp()), "sendAsync"),
        Arguments.of(first(Matrix.apache()), "chunked"),
        Arguments.of(newest(Matrix.apache()), "post"),
        Arguments.of(nonBlocking("apache5-async", false), "post"),
        Arguments.of(nonBlocking("apache5-async", true), "chunked"),
        Arguments.of(nonBlocking("apache4-async", false), "post"),
        Arguments.of(nonBlocking("okhttp2", true), "post"),
        Arguments.of(nonBlocking("ktor-cio", false), "chunked"),
        Arguments.of(nonBlocking("ktor-cio", true), "post"),
        Arguments.of(first(Matrix.urlConnection()), "fixed"),
        Arguments.of(newest(Matrix.urlConnection()), "post"));
  }

  private static App.Builder app(Matrix cell, String... lines) {
    return cell.app()
        .policy(Policies.of(lines))
        .environment("GATEWAY_KEY", SECRET)
        .jvm(
            "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=changeit");
  }

  private static String route(String url) {
    return "routes: {openai: {url: '"
        + url
        + "', region: DE, token: 'env:GATEWAY_KEY', set_headers: {X-Team: search}}}";
  }

  private static String url(SecureVendor server) {
    return server.url().replace("/v1/chat/completions", "/gw");
  }

  private static SecureVendor gateway(String certificate) throws Exception {
    return new SecureVendor(SecureCollector.tls(folder.resolve(certificate + ".p12")), false);
  }

  @ParameterizedTest
  @MethodSource("routed")
  void aCallGoesToTheGatewayOverTlsThatIsTheGateways(Matrix cell, String scenario)
      throws Exception {
    Path trail = Places.scratch("routes-trail").resolve("audit.jsonl");
    try (SecureVendor gateway = gateway("localhost");
        App app =
            app(
                    cell,
                    "hosts: {" + VENDOR + ": openai}",
                    "residency: eu",
                    "audit: {file: " + trail + "}",
                    route(url(gateway)))
                .start()) {
      App.Reply reply =
          app.run(
              scenario,
              "https://" + VENDOR + "/v1/chat/completions",
              Bodies.chat(Sample.PERSONAL_PROMPT));
      assertEquals(1, gateway.bodies().size(), reply.text());
      Leaks.assertNone("the body", gateway.bodies().get(0), Sample.ALL);
      String head = gateway.heads().get(0).toLowerCase(Locale.ROOT);
      assertTrue(head.startsWith("post /gw/v1/chat/completions\n"), head);
      assertTrue(head.contains("\nauthorization: bearer " + SECRET + "\n"), head);
      assertTrue(head.contains("\nx-team: search\n"), head);
      assertTrue(head.contains("\nhost: localhost:"), head);
      awaitRecord(
          trail,
          "\"vendor\":\"openai\"",
          "\"host\":\"localhost\"",
          "\"region\":\"DE\"",
          "\"route\":\"routes.openai\"");
      Leaks.assertNone("the trail", read(trail), List.of(SECRET));
      Leaks.assertNone("standard error", app.err().text(), List.of(SECRET));
    }
  }

  @ParameterizedTest
  @MethodSource("routed")
  void aGatewayWithAnotherNameInItsCertificateGetsNothing(Matrix cell, String scenario)
      throws Exception {
    try (SecureVendor gateway = gateway("elsewhere");
        App app = app(cell, "hosts: {" + VENDOR + ": openai}", route(url(gateway))).start()) {
      String error =
          app.run(scenario, "https://" + VENDOR + "/v1/chat/completions", Bodies.chat("hello"))
              .error();
      assertTrue(Stream.of("SSL", "PKIX", "CertPath").anyMatch(error::contains), error);
      assertEquals(List.of(), gateway.bodies());
    }
  }

  @Test
  void aClientThatCannotBeRoutedIsRefused() throws Exception {
    Matrix cell = nonBlocking("reactor", true);
    try (SecureVendor vendor = gateway("localhost");
        App app =
            app(cell, "hosts: {localhost: openai}", route("https://gateway.invalid/gw")).start()) {
      App.Reply reply = app.run("post", vendor.url(), Bodies.chat("hello"));
      assertTrue(reply.value().startsWith("403"), reply.text());
      assertTrue(reply.value().contains("routes.openai"), reply.text());
      assertEquals(List.of(), vendor.bodies());
    }
  }

  static Stream<Matrix> openAi() {
    return Stream.of(first(Matrix.openAi()), newest(Matrix.openAi()));
  }

  @ParameterizedTest
  @MethodSource("openAi")
  void anSdkAboveItsTransportIsRoutedStreamsToo(Matrix cell) {
    try (ScriptedServer server = new ScriptedServer()) {
      Conversation gateway = server.conversation(EchoModel.answer());
      String[] lines = {"hosts: {" + VENDOR + ": openai}", route(gateway.url())};
      OtlpReceiver receiver = new OtlpReceiver();
      try (App app = app(cell, lines).telemetry(receiver).start()) {
        for (String scenario : List.of("chat", "chatStream", "chatAsync")) {
          String said =
              app.run(scenario, "http://" + VENDOR + "/v1", Sample.PERSONAL_PROMPT).value();
          assertEquals(Sample.PERSONAL_PROMPT, said);
        }
        assertEquals(3, gateway.requests().size());
        gateway
            .requests()
            .forEach(
                request -> {
                  assertEquals("Bearer " + SECRET, request.header("Authorization"));
                  assertEquals("search", request.header("X-Team"));
                  Leaks.assertNone(request, Sample.ALL);
                });
        receiver
            .await(3, span -> true)
            .forEach(
                span -> {
                  assertEquals("routes.openai", OtlpReceiver.attribute(span, "cordon.route"));
                  assertEquals("openai", OtlpReceiver.attribute(span, "gen_ai.provider.name"));
                  assertFalse(OtlpReceiver.attribute(span, "server.address").contains(VENDOR));
                });
        Leaks.assertNone("telemetry", receiver.raw(), List.of(SECRET));
        assertEquals(0, app.stop(), app.err()::text);
      } finally {
        receiver.close();
      }
    }
  }

  @Test
  void anAwsCallIsRoutedBeforeItIsSigned() {
    Matrix cell = first(Matrix.awsSdk());
    try (ScriptedServer server = new ScriptedServer()) {
      Conversation gateway = server.conversation(BedrockModel.answer(5, 1 << 20));
      String route = "routes: {aws.bedrock: {url: '" + gateway.url() + "', credentials: keep}}";
      try (App app = app(cell, "hosts: {" + VENDOR + ": aws.bedrock}", route).start()) {
        String body =
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":"
                + "[{\"role\":\"user\",\"content\":\""
                + Sample.PERSONAL_PROMPT
                + "\"}]}";
        for (String transport : List.of("url", "apache")) {
          app.run("invoke", "http://" + VENDOR, transport, body).value();
        }
        app.run("invokeAsync", "http://" + VENDOR, "netty", body).value();
        assertEquals(3, gateway.requests().size());
        gateway
            .requests()
            .forEach(
                request -> {
                  Leaks.assertNone(request, Sample.ALL);
                  SigV4.assertSigned(request, "test-secret");
                });
      }
    }
  }

  private static void awaitRecord(Path trail, String... parts) {
    Await.until(
        () -> "a record of " + List.of(parts) + ": " + read(trail),
        () -> Stream.of(parts).allMatch(read(trail)::contains));
  }

  private static String read(Path trail) {
    try {
      return Files.exists(trail) ? Files.readString(trail) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
