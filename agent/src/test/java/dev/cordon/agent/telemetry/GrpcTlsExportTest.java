package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OTLP over gRPC with TLS, as the standard variables describe it, to a real server of gRPC. */
class GrpcTlsExportTest {
  @TempDir static Path folder;
  private static Certificates collector;
  private static Certificates stranger;
  private static Certificates client;

  private final GrpcReceiver receiver = new GrpcReceiver();
  private final List<String> notices = new ArrayList<>();
  private @Nullable Server server;

  @BeforeAll
  static void certificates() throws Exception {
    collector = Certificates.of(folder, "localhost");
    stranger = Certificates.of(folder, "elsewhere.example");
    client = Certificates.of(folder, "billing");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }

  private int serve(@Nullable Certificates own, @Nullable Certificates wanted) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    if (own != null) {
      builder.sslContext(tls(own, wanted));
    }
    server = builder.fallbackHandlerRegistry(receiver).directExecutor().build().start();
    return server.getPort();
  }

  private static SslContext tls(Certificates own, @Nullable Certificates wanted)
      throws IOException {
    SslContextBuilder tls =
        SslContextBuilder.forServer(own.certificate().toFile(), own.key().toFile());
    if (wanted != null) {
      tls.clientAuth(ClientAuth.REQUIRE).trustManager(wanted.certificate().toFile());
    }
    return GrpcSslContexts.configure(tls, SslProvider.JDK).build();
  }

  /** Makes a call whose span is to arrive; what goes wrong is in the notices, never thrown. */
  private void call(int port, String... more) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "https://localhost:" + port);
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    environment.put("OTEL_METRICS_EXPORTER", "none");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    Telemetry telemetry = Telemetry.start(environment, new Properties(), notices::add);
    ExchangeRecord record = Records.opened(null);
    Object state = telemetry.started(record);
    Records.complete(record);
    telemetry.ended(record, state);
    telemetry.shutdown(20_000);
  }

  @Test
  void spansArriveWhereTheCollectorsCertificateIsTrusted() throws IOException {
    int port = serve(collector, null);
    call(port, "OTEL_EXPORTER_OTLP_CERTIFICATE", collector.certificate().toString());
    assertEquals(List.of(), notices);
    assertEquals(2, receiver.traces().getResourceSpans(0).getScopeSpans(0).getSpansCount());
  }

  @Test
  void aCollectorMayWantACertificateToo() throws IOException {
    int port = serve(collector, client);
    call(
        port,
        "OTEL_EXPORTER_OTLP_CERTIFICATE",
        collector.certificate().toString(),
        "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
        client.certificate().toString(),
        "OTEL_EXPORTER_OTLP_CLIENT_KEY",
        client.key().toString());
    assertEquals(List.of(), notices);
    assertEquals(2, receiver.traces().getResourceSpans(0).getScopeSpans(0).getSpansCount());
  }

  @Test
  void whoComesWithoutOneIsTold() throws IOException {
    int port = serve(collector, client);
    call(port, "OTEL_EXPORTER_OTLP_CERTIFICATE", collector.certificate().toString());
    assertEquals(1, notices.size(), notices::toString);
    assertTrue(notices.get(0).startsWith("telemetry can't be sent to localhost:" + port + ": "));
    assertEquals(Map.of(), receiver.received);
  }

  @Test
  void aCertificateThatNobodyTrustsIsSaidInWords() throws IOException {
    int port = serve(collector, null);
    String words = "its certificate is not trusted; OTEL_EXPORTER_OTLP_CERTIFICATE says which are";
    call(port); // the JVM's own authorities
    call(port, "OTEL_EXPORTER_OTLP_CERTIFICATE", stranger.certificate().toString());
    String notice = "telemetry can't be sent to localhost:" + port + ": " + words;
    assertEquals(List.of(notice, notice), notices);
    assertEquals(Map.of(), receiver.received);
  }

  @Test
  void aCertificateOfAnotherHostIsSaidInWords() throws IOException {
    int port = serve(stranger, null);
    call(port, "OTEL_EXPORTER_OTLP_CERTIFICATE", stranger.certificate().toString());
    assertEquals(
        List.of(
            "telemetry can't be sent to localhost:"
                + port
                + ": its certificate is not for this host"),
        notices);
    assertEquals(Map.of(), receiver.received);
  }

  @Test
  void aFileThatIsNotThereIsSaid() throws IOException {
    int port = serve(collector, null);
    Path missing = folder.resolve("missing.crt");
    call(port, "OTEL_EXPORTER_OTLP_CERTIFICATE", missing.toString());
    assertEquals(1, notices.size(), notices::toString);
    assertTrue(notices.get(0).startsWith("telemetry is off: "), notices.get(0));
    assertTrue(notices.get(0).contains("missing.crt"), notices.get(0));
  }

  @Test
  void aCollectorWithoutTlsIsSaid() throws IOException {
    int port = serve(null, null);
    call(port, "OTEL_EXPORTER_OTLP_CERTIFICATE", collector.certificate().toString());
    assertEquals(1, notices.size(), notices::toString);
    assertTrue(notices.get(0).startsWith("telemetry can't be sent to localhost:" + port + ": "));
    assertEquals(Map.of(), receiver.received);
  }
}
