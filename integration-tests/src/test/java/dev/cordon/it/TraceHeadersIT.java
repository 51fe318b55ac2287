package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtherAgent;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What another agent's tracing adds to requests: vendors get none of it, servers of the user's own
 * get the trace's identifiers, and everybody else gets what they would get without us. The vendor
 * answers at 127.0.0.1; localhost is the user's own as policy says.
 */
class TraceHeadersIT {
  private static final Libraries OTEL = new Libraries("opentelemetry");

  /** What the application does. */
  private static final int CALLS = 9;

  /**
   * A redirect to another host is judged, and recorded, as a call of its own: one a client, where
   * what another agent adds to the request makes it one that was not judged.
   */
  private static final int JUDGED_BESIDE_OPENTELEMETRY = 11;

  private static final int JUDGED_BESIDE_DATADOG = 10;

  private static final List<String> CLIENTS = List.of("javahttp", "okhttp");
  private static final String CHAT = "/v1/chat/completions";

  /** Parts of a head, in lower case, that only tracing puts there. */
  private static final List<String> TRACING =
      List.of("traceparent", "tracestate", "baggage", "x-datadog-", "x-b3-", "uber");

  static Stream<Arguments> ordersAndJdks() {
    return Jdk.all().stream()
        .filter(jdk -> jdk.version() >= 17)
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, true), Arguments.of(jdk, false)));
  }

  @ParameterizedTest(name = "{0}, the other agent first: {1}")
  @MethodSource("ordersAndJdks")
  void whatTheOpenTelemetryAgentAddsStaysHere(Jdk jdk, boolean first) {
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver receiver = new OtlpReceiver();
        App app =
            OtherAgent.OPENTELEMETRY
                .beside(
                    traced(jdk, receiver, "hosts: {localhost: self_hosted}")
                        .environment("OTEL_PROPAGATORS", "tracecontext,baggage,b3multi,jaeger")
                        .environment("OTEL_METRICS_EXPORTER", "none")
                        .environment("OTEL_LOGS_EXPORTER", "none"),
                    first)
                .start()) {
      for (String client : CLIENTS) {
        noAiCallGetsWhatItWouldGetWithoutUs(
            app, client, server, "traceparent", "baggage", "x-b3-traceid", "uberctx-user");
        vendorsGetNothing(app, client, server);
        whatTheApplicationSetItselfIsGovernedToo(app, client, server);
        aRedirectFromAnOwnServerToAVendorLeavesTheTraceBehind(app, client, server);
        Received own = anOwnServerGetsTheTrace(app, client, server);
        theTraceIsTheHttpSpans(receiver, own.header("traceparent"));
      }
      aRetryCarriesNothingEither(app, server);
      assertEquals(0, app.stop(), app.err().text());
      assertFalse(app.err().text().contains("[cordon] fault"), app.err().text());
      everyCallIsOneSpanAboveTheHttpSpans(receiver, 11);
      Leaks.assertNone("telemetry", receiver.raw(), Sample.ALL);
    }
  }

  /** Not told to be an OpenTelemetry: what is ours goes our own way. */
  @ParameterizedTest(name = "{0}, the other agent first: {1}")
  @MethodSource("ordersAndJdks")
  void whatTheDatadogAgentAddsStaysHereAndBothWork(Jdk jdk, boolean first) throws Exception {
    Path trail = Places.scratch("audit").resolve("audit.jsonl");
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver receiver = new OtlpReceiver();
        DatadogIntake intake = new DatadogIntake();
        App app =
            OtherAgent.DATADOG
                .beside(
                    traced(
                            jdk,
                            receiver,
                            "hosts: {localhost: self_hosted}",
                            "audit: {file: " + trail + "}")
                        .environment("DD_TRACE_AGENT_URL", intake.url())
                        .environment("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false")
                        .environment("DD_REMOTE_CONFIGURATION_ENABLED", "false")
                        .environment("DD_JMXFETCH_ENABLED", "false")
                        .environment("DD_PROFILING_ENABLED", "false"),
                    first)
                .start()) {
      for (String client : CLIENTS) {
        noAiCallGetsWhatItWouldGetWithoutUs(
            app, client, server, "traceparent", "x-datadog-trace-id");
        vendorsGetNothing(app, client, server);
        whatTheApplicationSetItselfIsGovernedToo(app, client, server);
        aRedirectFromAnOwnServerToAVendorLeavesTheTraceBehind(app, client, server);
        anOwnServerGetsTheTrace(app, client, server);
      }
      aRetryCarriesNothingEither(app, server);
      receiver.await(JUDGED_BESIDE_DATADOG, span -> true);
      assertEquals(0, app.stop(), app.err().text());
      assertFalse(app.err().text().contains("[cordon] fault"), app.err().text());
      assertEquals(JUDGED_BESIDE_DATADOG, receiver.clientSpans(span -> true).size());
      assertEquals(
          JUDGED_BESIDE_DATADOG,
          Files.readAllLines(trail).stream().filter(TraceHeadersIT::isCall).count());
      Leaks.assertNone("telemetry", receiver.raw(), Sample.ALL);
      Leaks.assertNone("Datadog's intake", intake.raw(), Sample.ALL);
      Leaks.assertNone("the trail", Files.readAllBytes(trail), Sample.ALL);
    }
  }

  /** The versions that {@link #CLIENTS} don't have. */
  @ParameterizedTest
  @ValueSource(strings = {"4.12.0", "3.14.9"})
  void whatTheOpenTelemetryAgentAddsToOlderOkHttpStaysHere(String version) {
    App.Builder builder =
        App.of(Program.of("okhttp", new Libraries("okhttp-" + version)))
            .environment("OTEL_TRACES_EXPORTER", "none")
            .environment("OTEL_METRICS_EXPORTER", "none")
            .environment("OTEL_LOGS_EXPORTER", "none");
    try (ScriptedServer server = new ScriptedServer();
        App app = OtherAgent.OPENTELEMETRY.beside(builder, true).start()) {
      noAiCallGetsWhatItWouldGetWithoutUs(app, "post", server, "traceparent");
      vendorsGetNothing(app, "post", server);
      vendorsGetNothing(app, "enqueue", server);
    }
  }

  private static boolean isCall(String line) {
    return line.contains("\"exchange\":");
  }

  private static App.Builder traced(Jdk jdk, OtlpReceiver receiver, String... policy) {
    return App.of(Program.of("traced", OTEL, 11))
        .on(jdk)
        .telemetry(receiver)
        .policy(Policies.of(policy));
  }

  /** The other agent really adds something, and not all of it is our business. */
  private static void noAiCallGetsWhatItWouldGetWithoutUs(
      App app, String client, ScriptedServer server, String... expected) {
    Conversation shop = server.conversation(Answer.json(200, "{}"));
    assertTrue(app.run(client, shop.url() + "/orders", "{}").value().endsWith("{}"));
    for (String header : expected) {
      assertTrue(head(shop.only()).contains("\n" + header), client + ": " + head(shop.only()));
    }
  }

  private static void vendorsGetNothing(App app, String client, ScriptedServer server) {
    Conversation vendor = server.conversation(EchoModel.answer());
    assertRestored(ask(app, client, vendor.url()));
    assertUntraced(client, vendor.only());
    Leaks.assertNone(vendor.only(), Sample.ALL);
  }

  private static void whatTheApplicationSetItselfIsGovernedToo(
      App app, String client, ScriptedServer server) {
    Conversation vendor = server.conversation(EchoModel.answer());
    String body = Bodies.chat(Sample.PERSONAL_PROMPT);
    String mail = "user=" + Sample.EMAIL;
    assertRestored(app.run(client, vendor.url() + CHAT, body, "baggage", mail).value());
    assertUntraced(client, vendor.only());
    Leaks.assertNone(vendor.only(), Sample.ALL);
  }

  private static Received anOwnServerGetsTheTrace(App app, String client, ScriptedServer server) {
    Conversation own = server.conversation(EchoModel.answer());
    assertRestored(ask(app, client, own.url().replace("127.0.0.1", "localhost")));
    assertNotNull(own.only().header("traceparent"), client + ": " + head(own.only()));
    assertNull(own.only().header("baggage"), client);
    return own.only();
  }

  private static void aRedirectFromAnOwnServerToAVendorLeavesTheTraceBehind(
      App app, String client, ScriptedServer server) {
    Conversation vendor = server.conversation(EchoModel.answer());
    String redirect =
        "HTTP/1.1 307 Elsewhere\r\nLocation: %s%s\r\nContent-Length: 0\r\n\r\n"
            .formatted(vendor.url(), CHAT);
    Conversation own =
        server.conversation(
            (request, wire) -> wire.raw(redirect.getBytes(StandardCharsets.US_ASCII)));
    assertRestored(ask(app, client, own.url().replace("127.0.0.1", "localhost")));
    assertNotNull(own.only().header("traceparent"), client + ": " + head(own.only()));
    assertUntraced(client, vendor.only());
    Leaks.assertNone(vendor.only(), Sample.ALL);
  }

  /** OkHttp sends again what is answered so; the other client sends nothing again by itself. */
  private static void aRetryCarriesNothingEither(App app, ScriptedServer server) {
    Conversation vendor =
        server.conversation(Answer.json(503, "{}", Map.of("Retry-After", "0")), EchoModel.answer());
    assertRestored(ask(app, "okhttp", vendor.url()));
    assertEquals(2, vendor.requests().size());
    for (Received request : vendor.requests()) {
      assertUntraced("retry", request);
    }
  }

  private static String ask(App app, String client, String url) {
    return app.run(client, url + CHAT, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
  }

  private static void assertRestored(String answer) {
    assertTrue(answer.contains(Sample.PERSONAL_PROMPT), answer);
  }

  private static void assertUntraced(String client, Received request) {
    for (String part : TRACING) {
      assertFalse(head(request).contains(part), () -> client + ": " + head(request));
    }
  }

  private static String head(Received request) {
    String all = new String(request.raw(), StandardCharsets.ISO_8859_1);
    return all.substring(0, all.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
  }

  /** The server's spans would be children of the HTTP client's span, as without us. */
  private static void theTraceIsTheHttpSpans(OtlpReceiver receiver, String traceparent) {
    String[] parts = traceparent.split("-");
    Span parent = receiver.awaitSpan(span -> hex(span.getSpanId().toByteArray()).equals(parts[2]));
    assertEquals("POST", parent.getName());
    assertEquals(parts[1], hex(parent.getTraceId().toByteArray()));
  }

  private static void everyCallIsOneSpanAboveTheHttpSpans(OtlpReceiver receiver, int posts) {
    List<Span> calls = receiver.await(JUDGED_BESIDE_OPENTELEMETRY, span -> true);
    assertEquals(JUDGED_BESIDE_OPENTELEMETRY, calls.size(), () -> "GenAI spans: " + calls);
    assertTrue(receiver.spans().stream().filter(TraceHeadersIT::isPost).count() >= posts);
    long above =
        calls.stream()
            .filter(
                call ->
                    receiver.spans().stream()
                        .filter(TraceHeadersIT::isPost)
                        .anyMatch(post -> post.getParentSpanId().equals(call.getSpanId())))
            .count();
    assertEquals(CALLS, above, () -> "with an HTTP span below: " + calls);
  }

  private static boolean isPost(Span span) {
    return span.getName().equals("POST");
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }
}
