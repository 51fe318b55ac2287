package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends OTLP over HTTP/1.1. Failures are said in the agent's own log, and the exporter is told that
 * all went well: it would write them to {@code java.util.logging}, which is the application's.
 *
 * <p>Retries what the OTLP specification calls retryable: 429, 502, 503, 504 and broken
 * connections.
 */
final class OtlpSender implements HttpSender {
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final HttpSenderConfig config;
  private final OtlpComponents components;
  private final Notice notice;
  private boolean complained;
  private long lastComplaint;

  OtlpSender(HttpSenderConfig config, OtlpComponents components, Notice notice) {
    this.config = config;
    this.components = components;
    this.notice = notice;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    try {
      // Whole at once: the exporter reuses what the message is written from when this returns.
      deliver(marshal(message));
    } catch (IOException | RuntimeException fault) {
      complain(fault.getClass().getName());
    }
    onResponse.accept(Accepted.RESPONSE);
  }

  private byte[] marshal(MessageWriter message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getContentLength());
    Compressor compressor = config.getCompressor();
    if (compressor == null) {
      message.writeMessage(bytes);
    } else {
      try (OutputStream compressed = compressor.compress(bytes)) {
        message.writeMessage(compressed);
      }
    }
    return bytes.toByteArray();
  }

  private void deliver(byte[] body) {
    RetryPolicy policy = config.getRetryPolicy();
    int attempts = policy == null ? 1 : policy.getMaxAttempts();
    long backoff = policy == null ? 0 : policy.getInitialBackoff().toMillis();
    String problem = attempt(body);
    for (int i = 1; i < attempts && isRetryable(problem) && pause(backoff); i++) {
      problem = attempt(body);
      if (policy != null) {
        double longer = backoff * policy.getBackoffMultiplier();
        backoff = (long) Math.min(longer, policy.getMaxBackoff().toMillis());
      }
    }
    if (problem != null) {
      complain(problem);
    }
  }

  /** Returns null when the message has arrived, else what went wrong. */
  private @Nullable String attempt(byte[] body) {
    try {
      int status = new HttpPost(config, body).send();
      return status >= 200 && status < 300 ? null : "HTTP status " + status;
    } catch (IOException broken) {
      return broken.getClass().getName();
    }
  }

  private static boolean isRetryable(@Nullable String problem) {
    if (problem == null) {
      return false;
    }
    return !problem.startsWith("HTTP")
        || problem.endsWith("429")
        || problem.endsWith("502")
        || problem.endsWith("503")
        || problem.endsWith("504");
  }

  /** Waits in small steps, so that an exit doesn't wait for a retry. */
  private boolean pause(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!components.hurried()) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private synchronized void complain(String problem) {
    long now = System.nanoTime();
    if (!complained || now - lastComplaint > QUIET_NANOS) {
      complained = true;
      lastComplaint = now;
      String host = config.getEndpoint().getHost();
      notice.warn(
          "telemetry can't be sent to " + host + ":" + HttpPost.port(config) + ": " + problem);
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  /** What the exporter gets to see. */
  private static final class Accepted implements HttpResponse {
    static final Accepted RESPONSE = new Accepted();

    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public String getStatusMessage() {
      return "OK";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }
}
