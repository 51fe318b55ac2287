package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.testing.Await;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that bring an OpenTelemetry of their own, each in its own class loader. */
class JoinedTelemetryTest {
  private static final String[] OWN_METRICS = {
    "cordon.engine.duration",
    "cordon.findings",
    "gen_ai.client.inference.duration",
    "gen_ai.client.inference.operation.input_tokens",
    "gen_ai.client.inference.operation.output_tokens",
    "gen_ai.client.inference.time_per_output_chunk",
    "gen_ai.client.inference.time_to_first_chunk",
    "gen_ai.client.inference.usage.cache_read.input_tokens",
    "gen_ai.client.inference.usage.input_tokens",
    "gen_ai.client.inference.usage.output_tokens",
    "gen_ai.client.inference.usage.reasoning.output_tokens",
    "gen_ai.client.operation.duration",
    "gen_ai.client.operation.time_per_output_chunk",
    "gen_ai.client.operation.time_to_first_chunk",
    "gen_ai.client.token.usage"
  };

  private final List<String> notices = new ArrayList<>();
  private final Telemetry telemetry = Telemetry.start(Map.of(), new Properties(), notices::add);

  /** A call as an instrumentation and the engine make it, with the client's own span inside. */
  private static ExchangeRecord call(
      Telemetry telemetry, ClassLoader loader, AppLoader.Program program) {
    ExchangeRecord record = Records.opened(loader);
    Object state = telemetry.started(record);
    Exchange.Scope scope = telemetry.makeCurrent(state);
    program.sendRequest();
    if (scope != null) {
      scope.close();
    }
    Records.complete(record);
    telemetry.ended(record, state);
    return record;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.30.0", "current"})
  void aCallIsPartOfTheApplicationsTrace(String version) throws IOException {
    try (AppLoader app = AppLoader.with(version)) {
      AppLoader.Program program = app.program();
      program.start(true);
      ExchangeRecord[] record = new ExchangeRecord[1];
      program.within("GET /shop", null, () -> record[0] = call(telemetry, app, program));

      assertEquals(
          List.of(
              "POST CLIENT in chat gpt-4o",
              "apply_guardrail cordon INTERNAL in chat gpt-4o",
              "chat gpt-4o CLIENT in GET /shop",
              "GET /shop INTERNAL in none"),
          program.spans());
      assertEquals(program.ids("chat gpt-4o"), record[0].traceId() + "-" + record[0].spanId());
      assertTrue(
          program.attributes("chat gpt-4o").contains("gen_ai.usage.reasoning.output_tokens=16"),
          program.attributes("chat gpt-4o"));
      assertEquals(List.of(), notices);
    }
  }

  @Test
  void aLibraryOfTheJdkJoinsTheThreadsApplication() throws IOException {
    try (AppLoader app = AppLoader.with("current")) {
      AppLoader.Program program = app.program();
      program.start(true);
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(app);
      try {
        call(telemetry, null, program);
      } finally {
        thread.setContextClassLoader(before);
      }
      assertTrue(program.spans().contains("chat gpt-4o CLIENT in none"), "" + program.spans());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.30.0", "current"})
  void aHookThatDoesNothingIsCountedOnceTheApplicationsPipelineIsLive(String version)
      throws IOException {
    OpenHook hook = new OpenHook("okhttp", "okhttp:0", "okhttp3.Call", "it has no method x");
    try (AppLoader app = AppLoader.with(version)) {
      AppLoader.Program program = app.program();
      assertFalse(telemetry.blindSpot(hook, app), "not live: to be tried again");
      program.start(true);
      assertTrue(telemetry.blindSpot(hook, app));
      assertEquals("[cordon.hooks.unlinked]", program.metrics());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.30.0", "current"})
  void metricsGoThroughTheApplicationsPipeline(String version) throws IOException {
    try (AppLoader app = AppLoader.with(version)) {
      AppLoader.Program program = app.program();
      program.start(true);
      call(telemetry, app, program);
      assertEquals(List.of(OWN_METRICS).toString(), program.metrics());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.30.0", "current"})
  void lookingForAGlobalDoesNotSetOne(String version) throws IOException {
    try (AppLoader app = AppLoader.with(version)) {
      assertNull(telemetry.started(Records.opened(app)));

      AppLoader.Program program = app.program();
      program.start(true); // throws if somebody has set the global before

      assertNotNull(telemetry.started(Records.opened(app)));
    }
  }

  @Test
  void aSpanWithoutAGlobalIsTheParentOfOurOwnSpan() throws IOException {
    try (AppLoader app = AppLoader.with("1.30.0");
        OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry exporting =
          Telemetry.start(
              Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
              new Properties(),
              notices::add);
      AppLoader.Program program = app.program();
      program.start(false);
      ExchangeRecord[] record = new ExchangeRecord[1];
      program.within("GET /shop", null, () -> record[0] = call(exporting, app, program));
      exporting.shutdown(20_000);

      assertEquals(
          List.of("POST CLIENT in " + record[0].spanId(), "GET /shop INTERNAL in none"),
          program.spans());
      Span chat =
          receiver.spans().stream()
              .filter(span -> span.getName().equals("chat gpt-4o"))
              .findFirst()
              .orElseThrow();
      assertEquals(
          program.ids("GET /shop"),
          EmbeddedTelemetryTest.hex(chat.getTraceId())
              + "-"
              + EmbeddedTelemetryTest.hex(chat.getParentSpanId()));
      assertEquals(record[0].spanId(), EmbeddedTelemetryTest.hex(chat.getSpanId()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.30.0", "current"})
  void aGenAiSpanThatIsThereStandsForTheCall(String version) throws IOException {
    try (AppLoader app = AppLoader.with(version)) {
      AppLoader.Program program = app.program();
      program.start(true);
      program.within("chat gpt-4o", "chat", () -> call(telemetry, app, program));

      assertEquals(
          List.of(
              "POST CLIENT in chat gpt-4o",
              "apply_guardrail cordon INTERNAL in chat gpt-4o",
              "chat gpt-4o INTERNAL in none"),
          program.spans());
      assertEquals("[cordon.engine.duration, cordon.findings]", program.metrics());
    }
  }

  @Test
  void anAgentsSpanIsOnlyTheParent() throws IOException {
    try (AppLoader app = AppLoader.with("current")) {
      AppLoader.Program program = app.program();
      program.start(true);
      program.within("invoke_agent a", "invoke_agent", () -> call(telemetry, app, program));
      assertTrue(
          program.spans().contains("chat gpt-4o CLIENT in invoke_agent a"), "" + program.spans());
    }
  }

  @Test
  void theApiOfTheOpenTelemetryAgentIsJoinedUnderItsOwnNames() throws Exception {
    try (AppLoader bootstrap = AppLoader.shaded()) {
      AppLoader.Program program = bootstrap.program();
      program.start(true);
      ApplicationTelemetry agent =
          new BridgeLoader(Telemetry.class.getClassLoader(), bootstrap, true).create();
      program.within(
          "GET /shop",
          null,
          () -> {
            ExchangeRecord record = Records.opened(null);
            Call call = agent.open(record);
            Records.complete(record);
            call.end(record, null);
          });
      assertEquals(
          List.of(
              "apply_guardrail cordon INTERNAL in chat gpt-4o",
              "chat gpt-4o CLIENT in GET /shop",
              "GET /shop INTERNAL in none"),
          program.spans());
    }
  }

  @Test
  void anApplicationWithoutOpenTelemetryIsLeftAlone() throws IOException {
    try (AppLoader app = AppLoader.with("none")) {
      assertNull(telemetry.started(Records.opened(app)));
      assertEquals(List.of(), notices);
    }
  }

  @Test
  void anApplicationThatIsGoneIsNotHeld() throws Exception {
    WeakReference<ClassLoader> gone = useAndForget();
    Await.until(
        "the application's loader is collected",
        () -> {
          System.gc();
          return gone.get() == null;
        });
  }

  private WeakReference<ClassLoader> useAndForget() throws IOException {
    try (AppLoader app = AppLoader.with("1.0.0")) {
      AppLoader.Program program = app.program();
      program.start(true);
      call(telemetry, app, program);
      assertEquals(3, program.spans().size());
      return new WeakReference<>(app);
    }
  }
}
