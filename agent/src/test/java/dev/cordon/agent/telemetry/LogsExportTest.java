package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audit records as log records. */
class LogsExportTest {
  private final List<String> notices = new ArrayList<>();

  @Test
  void anAuditRecordIsALogRecordOfTheCallsSpan() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry = start(receiver, "OTEL_LOGS_EXPORTER", "otlp");
      LogsExport logs = telemetry.logs();
      assertNotNull(logs);
      ExchangeRecord record = Records.opened(null);
      Object state = telemetry.started(record);
      Records.complete(record);
      logs.audit(record, "{\"exchange\":\"aa\"}");
      telemetry.ended(record, state);
      telemetry.shutdown(20_000);

      assertEquals(List.of(), notices);
      LogRecord log = receiver.logs().get(0);
      assertEquals("cordon.audit", log.getEventName());
      assertEquals("{\"exchange\":\"aa\"}", log.getBody().getStringValue());
      assertEquals(Records.START + 1_500_000_000L, log.getTimeUnixNano());
      HexFormat hex = HexFormat.of();
      assertEquals(record.traceId(), hex.formatHex(log.getTraceId().toByteArray()));
      assertEquals(record.spanId(), hex.formatHex(log.getSpanId().toByteArray()));
      assertEquals(1, receiver.logs().size());
    }
  }

  @Test
  void nobodyIsSentAuditRecordsWhoDidNotAsk() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      assertNull(start(receiver, "OTEL_LOGS_EXPORTER", "none").logs());
      assertNull(start(receiver, "OTEL_TRACES_EXPORTER", "otlp").logs());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "otlp", "console"})
  void thePolicyAloneCanAskForThem(String exporter) throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              receiver.endpoint(),
              "OTEL_TRACES_EXPORTER",
              "none",
              "OTEL_METRICS_EXPORTER",
              "none",
              "OTEL_LOGS_EXPORTER",
              exporter);
      Telemetry telemetry = Telemetry.start(environment, new Properties(), notices::add, true);
      telemetry.logs().audit(Records.opened(null), "{\"exchange\":\"aa\"}");
      telemetry.shutdown(20_000);
      assertEquals(1, receiver.logs().size());
      assertEquals(List.of(), notices);
    }
  }

  @Test
  void aDisabledSdkSendsNothingAndSaysSo() {
    Map<String, String> environment = Map.of("OTEL_SDK_DISABLED", "true");
    Telemetry telemetry = Telemetry.start(environment, new Properties(), notices::add, true);
    assertNull(telemetry.logs());
    assertEquals(
        List.of("audit records are not sent by OTLP (audit.otlp): OTEL_SDK_DISABLED is true"),
        notices);
  }

  @Test
  void theConsoleShowsSpans() throws IOException {
    java.io.PrintStream before = System.out;
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      System.setOut(new java.io.PrintStream(out, true, UTF_8));
      Telemetry telemetry = start(receiver, "OTEL_TRACES_EXPORTER", "console");
      ExchangeRecord record = Records.opened(null);
      Object state = telemetry.started(record);
      Records.complete(record);
      telemetry.ended(record, state);
      telemetry.shutdown(20_000);
      assertTrue(receiver.spans().isEmpty());
    } finally {
      System.setOut(before);
    }
    assertTrue(out.toString(UTF_8).contains("chat gpt-4o"), () -> out.toString(UTF_8));
  }

  private Telemetry start(OtlpReceiver receiver, String name, String value) {
    return Telemetry.start(
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), name, value),
        new Properties(),
        notices::add);
  }
}
