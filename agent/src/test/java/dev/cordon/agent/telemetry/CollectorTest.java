package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.testing.Await;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a collector may ask for, and what is said of one that comes and goes. */
class CollectorTest {
  private static final long PATIENCE = 20_000;

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private OtlpReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = new OtlpReceiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  /** A response that refuses three of what was sent, and says why. */
  static byte[] inPart() {
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(3)
                .setErrorMessage("no room for jane@example.com"))
        .build()
        .toByteArray();
  }

  private Telemetry telemetry(String endpoint) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    environment.put("OTEL_METRICS_EXPORTER", "none");
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "1");
    return Telemetry.start(environment, new Properties(), notices::add);
  }

  private static void call(Telemetry telemetry) {
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    Records.complete(record);
    telemetry.ended(record, state);
  }

  private void await(int posts) {
    Await.until(() -> "post " + posts + ": " + notices, () -> receiver.posts.size() >= posts);
  }

  private String authority() {
    return receiver.endpoint().substring("http://".length());
  }

  @Test
  void oneThatIsBusySaysWhenToComeBack() throws InterruptedException {
    receiver.retryAfter.add("2");
    Telemetry telemetry = telemetry(receiver.endpoint());
    call(telemetry);
    await(2);
    telemetry.shutdown(PATIENCE);
    long between = receiver.posts.get(1).nanos() - receiver.posts.get(0).nanos();
    assertTrue(between >= TimeUnit.SECONDS.toNanos(2), () -> between + " ns");
    assertEquals(List.of(), notices);
  }

  @Test
  void aPartThatIsRefusedIsSaidWithoutTheReason() {
    receiver.answer = inPart();
    Telemetry telemetry = telemetry(receiver.endpoint());
    call(telemetry);
    telemetry.shutdown(PATIENCE);
    assertEquals(
        List.of(
            "telemetry can't be sent to "
                + authority()
                + ": it takes only a part of it (partial success)"),
        notices);
  }

  @Test
  void anAnswerThatRefusesNothingIsASuccess() {
    receiver.answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
    Telemetry telemetry = telemetry(receiver.endpoint());
    call(telemetry);
    telemetry.shutdown(PATIENCE);
    assertEquals(List.of(), notices);
  }

  @Test
  void goingAwayAndComingBackIsALineEach() throws InterruptedException {
    receiver.status = 500;
    Telemetry telemetry = telemetry(receiver.endpoint());
    call(telemetry);
    await(1);
    call(telemetry);
    await(2);
    receiver.status = 200;
    call(telemetry);
    await(3);
    telemetry.shutdown(PATIENCE);
    assertEquals(
        List.of(
            "telemetry can't be sent to " + authority() + ": HTTP status 500",
            "telemetry is sent to " + authority() + " again"),
        notices);
  }

  @Test
  void aProxyOfTheJvmIsUsed() {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> proxy =
        Map.of(
            "http.proxyHost",
            "127.0.0.1",
            "http.proxyPort",
            authority().substring(authority().indexOf(':') + 1));
    proxy.forEach((name, value) -> before.put(name, "" + System.setProperty(name, value)));
    try {
      Telemetry telemetry = telemetry("http://collector.invalid:4318");
      call(telemetry);
      telemetry.shutdown(PATIENCE);
    } finally {
      before.forEach(
          (name, value) -> {
            if (value.equals("null")) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
    }
    assertEquals(List.of(), notices);
    assertEquals(List.of("collector.invalid:4318"), receiver.posts.get(0).headers().get("Host"));
  }
}
