package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A collector that is down, wrong, slow or silent: calls go on, memory and exit are bounded. */
class ExportFailureTest {
  /** Far more than any machine needs, far less than a hang. */
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final List<String> notices = new CopyOnWriteArrayList<>();

  private Telemetry to(String endpoint) {
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint,
            "OTEL_EXPORTER_OTLP_TIMEOUT", "120000",
            "OTEL_METRICS_EXPORTER", "none");
    return Telemetry.start(environment, new Properties(), notices::add);
  }

  private static void calls(Telemetry telemetry, int count) {
    for (int i = 0; i < count; i++) {
      ExchangeRecord record = Records.opened(null);
      Object state = telemetry.started(record);
      Records.complete(record);
      telemetry.ended(record, state);
    }
  }

  @Test
  void aCollectorThatIsDownIsSaidOnce() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Telemetry telemetry = to("http://127.0.0.1:" + port);
    calls(telemetry, 3000);
    assertTimeoutPreemptively(BOUND, () -> telemetry.shutdown(30_000));
    assertEquals(
        List.of("telemetry can't be sent to 127.0.0.1:" + port + ": java.net.ConnectException"),
        failures());
  }

  @Test
  void aCollectorThatRefusesIsSaidWithItsStatus() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      receiver.status = 500;
      Telemetry telemetry = to(receiver.endpoint());
      calls(telemetry, 1);
      telemetry.shutdown(30_000);
      assertEquals(1, receiver.posts.size());
      assertTrue(failures().get(0).endsWith("HTTP status 500"), "" + notices);
    }
  }

  @Test
  void aCollectorThatIsBusyIsAskedAgain() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      receiver.status = 503;
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
              "OTEL_BSP_SCHEDULE_DELAY", "1",
              "OTEL_METRICS_EXPORTER", "none");
      Telemetry telemetry = Telemetry.start(environment, new Properties(), notices::add);
      calls(telemetry, 1);
      await(receiver, 1);
      receiver.status = 200;
      await(receiver, 2);
      telemetry.shutdown(30_000);
      assertEquals(List.of(), failures());
    }
  }

  private static void await(OtlpReceiver receiver, int posts) {
    Await.until("post " + posts, () -> receiver.posts.size() >= posts);
  }

  @Test
  void aCollectorThatSaysNothingDoesNotHoldTheExit() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Telemetry telemetry = to("http://127.0.0.1:" + silent.getLocalPort());
      calls(telemetry, 1);
      assertTimeoutPreemptively(BOUND, () -> telemetry.shutdown(200));
      assertEquals(List.of("telemetry was not sent within 200 ms at exit"), notices);
    }
  }

  /** A connection may be under way when the JVM ends, and is broken off. */
  @Test
  void whatIsBrokenOffAtTheExitIsSaidByWhatFailedBefore() {
    CollectorState collector = new CollectorState("collector:4318", notices::add);
    for (Exception fault : List.of(new ConnectException(), new IllegalStateException())) {
      ExportWatch watch = new ExportWatch(collector, "" + fault);
      assertTrue(!(fault instanceof IOException) || watch.test((IOException) fault));
      watch.broken(told -> {}).accept(fault);
      AtomicBoolean ended = new AtomicBoolean();
      watch.hurry(() -> ended.set(true));
      assertTrue(ended.get());
      IOException canceled = new IOException("Canceled");
      assertFalse(watch.test(canceled));
      watch.broken(told -> {}).accept(canceled);
    }
    assertEquals(
        List.of(
            "telemetry can't be sent to collector:4318: java.net.ConnectException",
            "telemetry can't be sent to collector:4318: java.lang.IllegalStateException"),
        notices);
  }

  @Test
  void whatIsNotHttpIsAFailureLikeAnyOther() throws Exception {
    try (ServerSocket odd = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread peer =
          new Thread(
              () -> {
                try (Socket socket = odd.accept();
                    OutputStream out = socket.getOutputStream()) {
                  out.write("SSH-2.0-what\r\n".getBytes(StandardCharsets.UTF_8));
                  socket.shutdownOutput();
                  // A socket that is closed with something unread resets the connection.
                  socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException closed) {
                  return;
                }
              });
      peer.start();
      Telemetry telemetry = to("http://127.0.0.1:" + odd.getLocalPort());
      calls(telemetry, 1);
      telemetry.shutdown(30_000);
      peer.join();
      assertTrue(failures().get(0).endsWith("java.net.ProtocolException"), "" + notices);
    }
  }

  @Test
  void whatWaitsIsBounded() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      TelemetrySettings settings =
          new TelemetrySettings(
              Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort()),
              new Properties());
      EmbeddedPipeline pipeline = new EmbeddedPipeline(settings, notices::add);
      int most = 0;
      for (int i = 0; i < 3 * EmbeddedPipeline.MAX_WAITING; i++) {
        ExchangeRecord record = Records.opened(null);
        pipeline.open(record, null).end(record, null);
        most = Math.max(most, pipeline.waiting());
      }
      assertTrue(most <= EmbeddedPipeline.MAX_WAITING, "" + most);
      assertTimeoutPreemptively(BOUND, () -> pipeline.shutdown(100));
      assertEquals(null, pipeline.open(Records.opened(null), null));
    }
  }

  /** What was said of exports; a burst of calls may be dropped as well, and that is said too. */
  private List<String> failures() {
    return notices.stream().filter(n -> n.contains("can't be sent")).toList();
  }
}
