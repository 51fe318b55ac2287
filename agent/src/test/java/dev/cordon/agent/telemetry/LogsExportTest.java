package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FlawedConnection;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
      Telemetry telemetry =
          Telemetry.start(environment, new Properties(), notices::add, true, false);
      telemetry.logs().audit(Records.opened(null), "{\"exchange\":\"aa\"}");
      telemetry.shutdown(20_000);
      assertEquals(1, receiver.logs().size());
      assertEquals(List.of(), notices);
    }
  }

  @Test
  void aDisabledSdkSendsNothingAndSaysSo() {
    Map<String, String> environment = Map.of("OTEL_SDK_DISABLED", "true");
    Telemetry telemetry = Telemetry.start(environment, new Properties(), notices::add, true, false);
    assertNull(telemetry.logs());
    assertEquals(
        List.of("audit records are not sent by OTLP (audit.otlp): OTEL_SDK_DISABLED is true"),
        notices);
  }

  /** Where to send is told, and nothing of logs: an alert holds no content. */
  @Test
  void anAlertIsALogRecordAndACount() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry = alerting(receiver, "OTEL_SERVICE_NAME", "desk");
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("caller", "com.acme.Desk.answer");
      fields.put("exchange", "00000000000000aa");
      fields.put("vendor", "anthropic");
      String text = "a caller used a vendor that it never had since it is known";
      assertTrue(telemetry.blindSpot(new Alert("new.vendor", text, fields, 3), null));
      assertTrue(telemetry.blindSpot(new Alert("spending", "much", Map.of(), 0), null));
      assertNull(telemetry.logs(), "nobody asked for a copy of the trail");
      telemetry.shutdown(20_000);

      assertEquals(List.of(), notices);
      LogRecord log = receiver.logs().get(0);
      assertEquals("cordon.alert", log.getEventName());
      assertEquals(text, log.getBody().getStringValue());
      assertEquals(SeverityNumber.SEVERITY_NUMBER_WARN, log.getSeverityNumber());
      assertEquals(
          """
          cordon.alert=new.vendor
          cordon.alert.caller=com.acme.Desk.answer
          cordon.alert.repeated=3
          cordon.alert.vendor=anthropic
          cordon.exchange.id=00000000000000aa
          """,
          EmbeddedTelemetryTest.lines(log.getAttributesList()));
      assertEquals(2, receiver.logs().size());
      assertEquals(List.of("new.vendor", "spending"), counted(receiver));
    }
  }

  @Test
  void whoWantsNoLogRecordsIsSentNoAlertButItsCount() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry = alerting(receiver, "OTEL_LOGS_EXPORTER", "none");
      assertTrue(telemetry.blindSpot(new Alert("spending", "much", Map.of(), 0), null));
      telemetry.shutdown(20_000);
      assertEquals(List.of(), receiver.logs());
      assertEquals(List.of("spending"), counted(receiver));
    }
  }

  private Telemetry alerting(OtlpReceiver receiver, String name, String value) {
    Map<String, String> environment =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), name, value);
    return Telemetry.start(environment, new Properties(), notices::add, false, true);
  }

  private static List<String> counted(OtlpReceiver receiver) throws IOException {
    List<String> kinds = new ArrayList<>();
    for (Metric metric : receiver.metrics()) {
      if (metric.getName().equals("cordon.alerts")) {
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
          assertEquals(1, point.getAsInt());
          assertEquals(1, point.getAttributesCount());
          kinds.add(point.getAttributes(0).getValue().getStringValue());
        }
      }
    }
    kinds.sort(null);
    return kinds;
  }

  @Test
  void aConnectionThatIsNotAsItShouldBeIsCountedWithItsRuleAndException() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry = alerting(receiver, "OTEL_LOGS_EXPORTER", "none");
      telemetry.blindSpot(
          new FlawedConnection("a.com", "openai", "connection.min_tls", "is old", true, null),
          null);
      telemetry.blindSpot(
          new FlawedConnection("b.com", null, "connection.pins.b.com", "is other", false, "trial"),
          null);
      telemetry.shutdown(20_000);
      assertEquals(
          """
          cordon.connections.flawed
          cordon.connection.refused=false
          cordon.exception=trial
          gen_ai.security.policy.id=connection.pins.b.com
          server.address=b.com

          cordon.connections.flawed
          cordon.connection.refused=true
          gen_ai.provider.name=openai
          gen_ai.security.policy.id=connection.min_tls
          server.address=a.com

          cordon.exceptions
          cordon.exception=trial
          server.address=b.com
          """,
          points(receiver));
    }
  }

  private static String points(OtlpReceiver receiver) throws IOException {
    List<String> points = new ArrayList<>();
    for (Metric metric : receiver.metrics()) {
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        String lines = EmbeddedTelemetryTest.lines(point.getAttributesList());
        points.add(metric.getName() + "\n" + lines);
      }
    }
    points.sort(null);
    return String.join("\n", points);
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
