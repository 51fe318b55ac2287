package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetrySettingsTest {
  private static TelemetrySettings of(Map<String, String> environment) {
    return new TelemetrySettings(environment, new Properties());
  }

  @Test
  void aPropertyWinsOverAVariable() {
    Properties properties = new Properties();
    properties.setProperty("otel.service.name", "property");
    TelemetrySettings settings =
        new TelemetrySettings(Map.of("OTEL_SERVICE_NAME", "variable"), properties);
    assertEquals("property", settings.get("otel.service.name"));
  }

  @Test
  void anEmptyVariableIsNone() {
    assertFalse(of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", " ")).exportsTraces());
  }

  @Test
  void anExporterWithoutAnEndpointIsAnExport() {
    TelemetrySettings settings = of(Map.of("OTEL_TRACES_EXPORTER", "console, OTLP"));
    assertTrue(settings.exportsTraces());
    assertEquals("console,otlp", settings.forSdk().get("otel.traces.exporter"));
    assertEquals("none", settings.forSdk().get("otel.metrics.exporter"));
  }

  @Test
  void anEndpointOfOneSignalIsForThatSignal() {
    TelemetrySettings settings =
        of(Map.of("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://localhost:4318/v1/metrics"));
    assertFalse(settings.exportsTraces());
    assertEquals("otlp", settings.forSdk().get("otel.metrics.exporter"));
  }

  @Test
  void whatWeDoNotHaveIsSaid() {
    TelemetrySettings settings =
        of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318",
                "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/json",
                "OTEL_TRACES_EXPORTER", "otlp,jaeger",
                "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "yes"));
    assertEquals(
        List.of(
            "traces are not exported to jaeger, only to: otlp console none",
            "metrics are not exported: OTLP by http/json is not supported, http/protobuf and grpc"
                + " are",
            "messages are not captured: the mode yes is unknown, NO_CONTENT, SPAN_ONLY, EVENT_ONLY"
                + " and SPAN_AND_EVENT are known"),
        settings.problems());
    assertEquals("otlp", settings.forSdk().get("otel.traces.exporter"));
    assertEquals("none", settings.forSdk().get("otel.metrics.exporter"));
  }

  @Test
  void aProtocolOfASignalThatIsOffDoesNotMatter() {
    TelemetrySettings settings =
        of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318",
                "OTEL_METRICS_EXPORTER", "none",
                "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/json"));
    assertEquals(List.of(), settings.problems());
  }

  @Test
  void aDisabledSdkExportsNothingAndSaysNothing() {
    TelemetrySettings settings =
        of(
            Map.of(
                "OTEL_SDK_DISABLED", "true",
                "OTEL_LOGS_EXPORTER", "otlp",
                "OTEL_TRACES_EXPORTER", "jaeger",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318"));
    assertFalse(settings.exportsAny());
    assertEquals(List.of(), settings.problems());
  }

  @Test
  void logsAreExportedForAuditWhenNamedAndForMessagesWhenAsked() {
    String endpoint = "http://localhost:4318";
    assertFalse(of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)).names("logs", "otlp"));
    TelemetrySettings messages =
        of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                endpoint,
                "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
                "EVENT_ONLY"));
    assertTrue(messages.names("logs", "otlp"));
    assertFalse(messages.exportsAudit());
    assertTrue(of(Map.of("OTEL_LOGS_EXPORTER", "otlp")).exportsAudit());
  }

  @Test
  void theLimitOfAttributesIsThatOfMessagesToo() {
    assertEquals(65_536, of(Map.of()).captureLimit());
    assertEquals(1000, of(Map.of("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "1000")).captureLimit());
  }

  @ParameterizedTest
  @CsvSource({
    "SPAN_ONLY,true,false",
    "span_and_event,true,true",
    "true,true,true",
    "NO_CONTENT,false,false",
    "EVENT_ONLY,false,true",
    "false,false,false",
    "yes,false,false"
  })
  void contentIsCapturedOnlyWhenAskedFor(String mode, boolean onSpan, boolean inEvent) {
    Capture capture =
        of(Map.of("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", mode)).capture();
    assertEquals(onSpan, capture.onSpan());
    assertEquals(inEvent, capture.inEvent());
  }
}
