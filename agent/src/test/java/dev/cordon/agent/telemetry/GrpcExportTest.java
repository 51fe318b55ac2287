package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OTLP over gRPC to a real server of gRPC, without TLS. */
class GrpcExportTest {
  private static final Metadata.Key<String> TENANT =
      Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER);

  private final List<String> notices = new ArrayList<>();
  private final Map<String, byte[]> received = new TreeMap<>();
  private final List<String> tenants = new CopyOnWriteArrayList<>();
  private final List<Status> answers = new CopyOnWriteArrayList<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .fallbackHandlerRegistry(new AnyMethod())
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

  private ExportTraceServiceRequest traces() throws IOException {
    return ExportTraceServiceRequest.parseFrom(
        received.get("opentelemetry.proto.collector.trace.v1.TraceService/Export"));
  }

  @Test
  void spansAndMetricsArrive() throws IOException {
    Telemetry telemetry = telemetry();
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertEquals(2, traces().getResourceSpans(0).getScopeSpans(0).getSpansCount());
    assertTrue(
        received.containsKey("opentelemetry.proto.collector.metrics.v1.MetricsService/Export"));
    assertEquals("blue", tenants.get(0));
  }

  @Test
  void aCompressedMessageArrives() throws IOException {
    Telemetry telemetry = telemetry("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip");
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertFalse(traces().getResourceSpansList().isEmpty());
  }

  @Test
  void aMessageLargerThanTheWindowArrives() throws IOException {
    Telemetry telemetry = telemetry("OTEL_METRICS_EXPORTER", "none");
    for (int i = 0; i < 500; i++) {
      call(telemetry);
    }
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertTrue(traces().getSerializedSize() > 200_000, () -> "" + received.size());
  }

  @Test
  void aFailureThatPassesIsTriedAgain() throws IOException {
    answers.add(Status.UNAVAILABLE);
    Telemetry telemetry =
        telemetry("OTEL_METRICS_EXPORTER", "none", "OTEL_BSP_SCHEDULE_DELAY", "10");
    call(telemetry);
    long deadline = System.nanoTime() + 15_000_000_000L;
    while (received.isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    telemetry.shutdown(20_000);
    assertEquals(List.of(), notices);
    assertEquals(2, tenants.size());
  }

  @Test
  void aRefusalIsSaidOnce() {
    answers.add(Status.UNAUTHENTICATED.withDescription("no token, sorry"));
    Telemetry telemetry = telemetry("OTEL_METRICS_EXPORTER", "none");
    call(telemetry);
    telemetry.shutdown(20_000);
    assertEquals(
        List.of("telemetry can't be sent to localhost:" + server.getPort() + ": gRPC status 16"),
        notices);
  }

  @Test
  void aServerThatSpeaksNoHttp2IsSaid() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Telemetry telemetry =
          telemetry(
              "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(), "OTEL_METRICS_EXPORTER", "none");
      call(telemetry);
      telemetry.shutdown(20_000);
      assertEquals(1, notices.size());
      assertTrue(notices.get(0).contains("java.io."), notices.get(0));
    }
  }

  /** Takes every unary method and answers with an empty message. */
  private final class AnyMethod extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(name)
              .build();
      return ServerMethodDefinition.create(method, (call, headers) -> answer(name, call, headers));
    }

    private ServerCall.Listener<byte[]> answer(
        String name, ServerCall<byte[], byte[]> call, Metadata headers) {
      tenants.add(headers.get(TENANT));
      call.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] message) {
          Status status = answers.isEmpty() ? Status.OK : answers.remove(0);
          if (status.isOk()) {
            received.put(name, message);
            call.sendHeaders(new Metadata());
            call.sendMessage(new byte[0]);
          }
          call.close(status, new Metadata());
        }
      };
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
