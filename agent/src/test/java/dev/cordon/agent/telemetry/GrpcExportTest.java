package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.testing.Await;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OTLP over gRPC to a real server of gRPC, without TLS. */
class GrpcExportTest {
  private final List<String> notices = new ArrayList<>();
  private final GrpcReceiver receiver = new GrpcReceiver();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .fallbackHandlerRegistry(receiver)
            .maxInboundMessageSize(16 << 20)
            .flowControlWindow(65_535)
            .directExecutor()
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private Telemetry telemetry(String... more) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + server.getPort());
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "X-Tenant=blue");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return Telemetry.start(environment, new Properties(), notices::add);
  }

  private static void call(Telemetry telemetry) {
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    Records.complete(record);
    telemetry.ended(record, state);
  }

  @Test
  void spansAndMetricsArrive() throws IOException {
    Telemetry telemetry = telemetry();
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertEquals(2, receiver.traces().getResourceSpans(0).getScopeSpans(0).getSpansCount());
    assertTrue(
        receiver.received.containsKey(
            "opentelemetry.proto.collector.metrics.v1.MetricsService/Export"));
    assertEquals("blue", receiver.tenants.get(0));
  }

  @Test
  void aCompressedMessageArrives() throws IOException {
    Telemetry telemetry = telemetry("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertFalse(receiver.traces().getResourceSpansList().isEmpty());
  }

  @Test
  void aMessageLargerThanTheWindowArrives() throws IOException {
    Telemetry telemetry = telemetry("OTEL_METRICS_EXPORTER", "none");
    for (int i = 0; i < 500; i++) {
      call(telemetry);
    }
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertTrue(
        receiver.traces().getSerializedSize() > 200_000, () -> "" + receiver.received.size());
  }

  @Test
  void aFailureThatPassesIsTriedAgain() throws IOException {
    receiver.answers.add(Status.UNAVAILABLE);
    Telemetry telemetry =
        telemetry("OTEL_METRICS_EXPORTER", "none", "OTEL_BSP_SCHEDULE_DELAY", "10");
    call(telemetry);
    Await.until("a post that was taken", () -> !receiver.received.isEmpty());
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertEquals(2, receiver.tenants.size());
  }

  @Test
  void aRefusalIsSaidOnce() {
    receiver.answers.add(Status.UNAUTHENTICATED.withDescription("no token, sorry"));
    Telemetry telemetry = telemetry("OTEL_METRICS_EXPORTER", "none");
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(
        List.of("telemetry can't be sent to localhost:" + server.getPort() + ": gRPC status 16"),
        notices);
  }

  @Test
  void aServerThatSpeaksNoHttp2IsSaid() throws IOException {
    try (OtlpReceiver other = new OtlpReceiver()) {
      Telemetry telemetry =
          telemetry(
              "OTEL_EXPORTER_OTLP_ENDPOINT", other.endpoint(), "OTEL_METRICS_EXPORTER", "none");
      call(telemetry);
      telemetry.shutdown(20_000);
      assertEquals(1, notices.size());
      // Which of them is a race: the server closes while the client still writes, or before it
      // reads.
      assertTrue(
          notices
              .get(0)
              .matches("telemetry can't be sent to [^:]+:[0-9]+: java\\.(io|net)\\.\\w+Exception"),
          notices.get(0));
    }
  }

  @Test
  void aPartThatIsRefusedIsSaidWithoutTheReason() {
    receiver.answer = CollectorTest.inPart();
    Telemetry telemetry = telemetry("OTEL_METRICS_EXPORTER", "none");
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(
        List.of(
            "telemetry can't be sent to localhost:"
                + server.getPort()
                + ": it takes only a part of it (partial success)"),
        notices);
  }
}
