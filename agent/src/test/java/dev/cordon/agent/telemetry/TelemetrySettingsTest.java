package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertFalse(settings.exportsMetrics());
    assertEquals("otlp", settings.forSdk().get("otel.traces.exporter"));
    assertEquals("none", settings.forSdk().get("otel.metrics.exporter"));
  }

  @Test
  void anEndpointOfOneSignalIsForThatSignal() {
    TelemetrySettings settings =
        of(Map.of("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://localhost:4318/v1/metrics"));
    assertFalse(settings.exportsTraces());
    assertTrue(settings.exportsMetrics());
  }

  @Test
  void aProtocolOfASignalThatIsOffDoesNotMatter() {
    TelemetrySettings settings =
        of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318",
                "OTEL_METRICS_EXPORTER", "none",
                "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "grpc"));
    assertNull(settings.unsupported());
  }

  @ParameterizedTest
  @CsvSource({
    "SPAN_ONLY,true",
    "span_and_event,true",
    "true,true",
    "NO_CONTENT,false",
    "EVENT_ONLY,false",
    "false,false",
    "yes,false"
  })
  void contentIsCapturedOnlyWhenAskedFor(String mode, boolean captured) {
    assertEquals(
        captured,
        of(Map.of("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", mode)).capturesContent());
  }
}
