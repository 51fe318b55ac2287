package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import dev.cordon.it.harness.SecureCollector;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Export over gRPC with TLS from the real jar: with the right certificate, and with a wrong one.
 */
class GrpcTlsIT {
  private static Path folder;
  private static SecureCollector collector;

  @BeforeAll
  static void start() throws Exception {
    folder = Places.scratch("grpc-tls");
    collector = new SecureCollector(folder);
  }

  @AfterAll
  static void stop() {
    collector.close();
  }

  /** Makes a call and ends; returns what is on standard error. */
  private static String call(Matrix cell, Path trusted) {
    try (ScriptedServer server = new ScriptedServer();
        App app =
            cell.app()
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .environment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
                .environment("OTEL_EXPORTER_OTLP_CERTIFICATE", trusted.toString())
                .environment("OTEL_METRICS_EXPORTER", "none")
                .start()) {
      Conversation vendor = server.conversation(EchoModel.answer());
      String chat = vendor.baseUrl() + "/chat/completions";
      String reply = app.run("ofString", chat, Bodies.chat(Sample.PERSONAL_PROMPT)).value();
      assertTrue(reply.contains(Sample.PERSONAL_PROMPT), reply);
      assertEquals(0, app.stop(), app.err().text());
      return app.err().text();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#javaHttp")
  void spansArrive(Matrix cell) throws Exception {
    String said = call(cell, collector.certificate());
    byte[] message = collector.traces().poll(20, TimeUnit.SECONDS);
    assertNotNull(message, said);
    Leaks.assertNone("telemetry", message, Sample.ALL);
    List<Span> spans =
        ExportTraceServiceRequest.parseFrom(message)
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpansList();
    assertEquals(
        List.of("apply_guardrail cordon", "chat echo-1"),
        spans.stream().map(Span::getName).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#javaHttp")
  void aWrongAuthorityIsSaidAndHarmsNothing(Matrix cell) throws Exception {
    String said =
        call(cell, SecureCollector.certificate(folder, "stranger-" + cell.jdk().version()));
    assertTrue(said.contains("its certificate is not trusted"), said);
    assertNull(collector.traces().poll());
  }
}
