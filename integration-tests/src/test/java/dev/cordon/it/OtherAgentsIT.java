package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.OtherAgent;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Program;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications that have an OpenTelemetry of their own, or another agent beside ours. */
class OtherAgentsIT {
  private static final Libraries OPENAI = new Libraries("openai-java-4.100.0");
  private static final Libraries OTEL = new Libraries("opentelemetry");

  /** Each JDK from 17 on with the other agent first and second. */
  static Stream<Arguments> ordersAndJdks() {
    return jdks().flatMap(jdk -> Stream.of(Arguments.of(jdk, true), Arguments.of(jdk, false)));
  }

  static Stream<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.version() >= 17);
  }

  @ParameterizedTest(name = "{0}, the other agent first: {1}")
  @MethodSource("ordersAndJdks")
  void theOpenTelemetryAgentAndWeMakeOneTraceWithOneGenAiSpan(Jdk jdk, boolean first) {
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver receiver = new OtlpReceiver()) {
      App.Builder builder =
          App.of(Program.of("openai", OPENAI))
              .on(jdk)
              .telemetry(receiver)
              .environment("OTEL_METRICS_EXPORTER", "none")
              .environment("OTEL_LOGS_EXPORTER", "none");
      try (App app = OtherAgent.OPENTELEMETRY.beside(builder, first).start()) {
        Conversation vendor = server.conversation(EchoModel.answer());
        assertRedacted(app.run("chat", vendor.baseUrl(), Sample.PERSONAL_PROMPT), vendor);
        Span http = named(receiver, "POST");
        assertEquals(0, app.stop(), app.err().text());

        List<Span> calls = receiver.clientSpans(span -> true);
        assertEquals(1, calls.size(), () -> "GenAI spans: " + calls);
        Span call = calls.get(0);
        assertEquals(call.getTraceId(), http.getTraceId());
        assertTrue(isBelow(receiver, http, call.getSpanId()), () -> "" + receiver.spans());
        Span guardrail = named(receiver, "apply_guardrail cordon");
        assertEquals(call.getSpanId(), guardrail.getParentSpanId());
        assertEquals("modify", OtlpReceiver.attribute(guardrail, "gen_ai.security.decision.type"));
        List<String> addresses =
            receiver.spans().stream()
                .map(span -> OtlpReceiver.attribute(span, "url.full"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String chat = vendor.baseUrl() + "/chat/completions";
        assertEquals(List.of(chat), addresses, "nothing that we send is a span");
        Leaks.assertNone("telemetry", receiver.raw(), Sample.ALL);
        // The agent's own HTTP instrumentation adds it behind us; TraceHeadersIT says more.
        assertEquals(null, vendor.only().header("traceparent"));
      }
    }
  }

  @ParameterizedTest(name = "{0}, the other agent first: {1}")
  @MethodSource("ordersAndJdks")
  void theDatadogAgentAndWeDoEachOthersWorkNoHarm(Jdk jdk, boolean first) {
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver receiver = new OtlpReceiver();
        DatadogIntake intake = new DatadogIntake()) {
      App.Builder builder =
          App.of(Program.of("traced", OTEL, 11))
              .on(jdk)
              .telemetry(receiver)
              .environment("DD_TRACE_AGENT_URL", intake.url())
              .environment("DD_TRACE_OTEL_ENABLED", "true")
              .environment("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false")
              .environment("DD_REMOTE_CONFIGURATION_ENABLED", "false")
              .environment("DD_JMXFETCH_ENABLED", "false")
              .environment("DD_PROFILING_ENABLED", "false");
      try (App app = OtherAgent.DATADOG.beside(builder, first).start()) {
        Conversation vendor = server.conversation(EchoModel.answer());
        App.Reply reply = ask(app, vendor);
        assertRedacted(reply, vendor);
        assertEquals(0, app.stop(), app.err().text());
        assertFalse(app.err().text().contains("[cordon] fault"), app.err().text());

        // Its shim is the application's OpenTelemetry: our spans are in its trace.
        intake.await("apply_guardrail cordon");
        assertTrue(intake.holds("chat echo-1"), "no span of ours");
        Leaks.assertNone("Datadog's intake", intake.raw(), Sample.ALL);
        assertEquals(List.of(), receiver.clientSpans(span -> true));
      }
    }
  }

  /**
   * Without its OpenTelemetry we export ourselves, with an OkHttp that is known by another name.
   */
  @ParameterizedTest(name = "{0}, the other agent first: {1}")
  @MethodSource("ordersAndJdks")
  void theDatadogAgentSeesTheApplicationsCallsAndNoneOfOurExports(Jdk jdk, boolean first) {
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver receiver = new OtlpReceiver();
        DatadogIntake intake = new DatadogIntake()) {
      App.Builder builder =
          App.of(Program.of("traced", OTEL, 11))
              .on(jdk)
              .telemetry(receiver)
              .environment("DD_TRACE_AGENT_URL", intake.url())
              .environment("DD_TRACE_OTEL_ENABLED", "false")
              .environment("DD_INSTRUMENTATION_TELEMETRY_ENABLED", "false")
              .environment("DD_REMOTE_CONFIGURATION_ENABLED", "false")
              .environment("DD_JMXFETCH_ENABLED", "false")
              .environment("DD_PROFILING_ENABLED", "false");
      try (App app = OtherAgent.DATADOG.beside(builder, first).start()) {
        Conversation vendor = server.conversation(EchoModel.answer());
        String chat = vendor.baseUrl() + "/chat/completions";
        String body = Bodies.chat(Sample.PERSONAL_PROMPT);
        assertRedacted(app.run("okhttp", chat, body), vendor);
        named(receiver, "apply_guardrail cordon");
        // A second call: what the first one's export was, its spans would be sent with.
        app.run("okhttp", chat, body).value();
        intake.await("okhttp.request");
        assertEquals(0, app.stop(), app.err().text());

        assertTrue(intake.holds("/chat/completions"), "no span of the application's call");
        assertFalse(intake.holds("/v1/traces"), "our export is a span");
        assertFalse(intake.holds("/v1/metrics"), "our export is a span");
        assertEquals(2, receiver.clientSpans(span -> true).size(), "nobody governs our exports");
        assertEquals(2, vendor.requests().size());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void anApplicationsOwnSdkGetsOurSpansAndTheVendorNothing(Jdk jdk) {
    try (ScriptedServer server = new ScriptedServer();
        OtlpReceiver ours = new OtlpReceiver();
        OtlpReceiver theirs = new OtlpReceiver()) {
      try (App app =
          App.of(Program.of("traced", OTEL, 11))
              .on(jdk)
              .telemetry(ours)
              .jvm("-Dapp.endpoint=" + theirs.endpoint())
              .start()) {
        Conversation vendor = server.conversation(EchoModel.answer());
        assertRedacted(ask(app, vendor), vendor);
        Span call = theirs.await(1, span -> true).get(0);
        assertEquals("chat echo-1", call.getName());
        assertEquals(named(theirs, "GET /shop").getSpanId(), call.getParentSpanId());
        assertEquals(call.getSpanId(), named(theirs, "apply_guardrail cordon").getParentSpanId());
        assertEquals(0, app.stop(), app.err().text());
        assertEquals(List.of(), ours.spans());
        for (String header : List.of("traceparent", "tracestate", "baggage")) {
          assertEquals(null, vendor.only().header(header), header);
        }
      }
    }
  }

  private static App.Reply ask(App app, Conversation vendor) {
    return app.run(
        "ask", vendor.baseUrl() + "/chat/completions", Bodies.chat(Sample.PERSONAL_PROMPT));
  }

  private static void assertRedacted(App.Reply reply, Conversation vendor) {
    assertTrue(reply.value().contains(Sample.PERSONAL_PROMPT), reply.text());
    Received request = vendor.only();
    Leaks.assertNone(request, Sample.ALL);
  }

  private static Span named(OtlpReceiver receiver, String name) {
    return receiver.awaitSpan(span -> span.getName().equals(name));
  }

  private static boolean isBelow(OtlpReceiver receiver, Span span, ByteString above) {
    Span at = span;
    while (at != null && !at.getParentSpanId().isEmpty()) {
      ByteString parent = at.getParentSpanId();
      if (parent.equals(above)) {
        return true;
      }
      at =
          receiver.spans().stream()
              .filter(other -> other.getSpanId().equals(parent))
              .findFirst()
              .orElse(null);
    }
    return false;
  }
}
