package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages, again where the OTLP specification calls a failure retryable. Failures are
 * said in the agent's own log: an exporter would write them to {@code java.util.logging}, which is
 * the application's.
 */
final class Delivery {
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Target target;
  private final boolean grpc;
  private final Components components;
  private final Notice notice;
  private boolean complained;
  private long lastComplaint;

  Delivery(Target target, boolean grpc, Components components, Notice notice) {
    this.target = target;
    this.grpc = grpc;
    this.components = components;
    this.notice = notice;
  }

  /** Delivers a message; never throws. Returns when it has arrived or been given up. */
  void deliver(MessageWriter message) {
    try {
      // Whole at once: the exporter reuses what the message is written from when this returns.
      deliver(marshal(message));
    } catch (IOException | RuntimeException fault) {
      complain(fault.getClass().getName());
    }
  }

  private byte[] marshal(MessageWriter message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getContentLength());
    Compressor compressor = target.compressor;
    if (compressor == null) {
      message.writeMessage(bytes);
    } else {
      try (OutputStream compressed = compressor.compress(bytes)) {
        message.writeMessage(compressed);
      }
    }
    return bytes.toByteArray();
  }

  /** Delivers bytes as they are. */
  void deliver(byte[] body) {
    RetryPolicy policy = target.retries;
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
      if (grpc) {
        int status = new GrpcPost(target, body).send();
        return status == 0 ? null : "gRPC status " + status;
      }
      int status = new HttpPost(target, body).send();
      return status >= 200 && status < 300 ? null : "HTTP status " + status;
    } catch (IOException broken) {
      return Problem.of(broken);
    }
  }

  private static boolean isRetryable(@Nullable String problem) {
    if (problem == null) {
      return false;
    }
    int status = problem.lastIndexOf(' ');
    if (status < 0) {
      return true; // a broken connection
    }
    switch (problem.substring(status + 1)) {
      case "429":
      case "502":
      case "503":
      case "504":
      case "1": // cancelled
      case "4": // deadline exceeded
      case "10": // aborted
      case "11": // out of range
      case "14": // unavailable
      case "15": // data loss
        return true;
      default:
        return false;
    }
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
      notice.warn("telemetry can't be sent to " + target.authority() + ": " + problem);
    }
  }
}
