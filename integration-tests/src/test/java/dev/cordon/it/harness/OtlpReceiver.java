package dev.cordon.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordon.testing.Await;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP receiver that keeps spans, log records and all bytes. Thread-safe. */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  /** Starts a receiver on a free port of the loopback address. */
  public OtlpReceiver() {
    server = Loopback.serve("otlp-receiver", this::receive);
  }

  /** Returns what OTEL_EXPORTER_OTLP_ENDPOINT is set to. */
  public String endpoint() {
    return Loopback.url(server);
  }

  /** Returns everything that was received, decompressed, as bytes. */
  public synchronized byte[] raw() {
    return raw.toByteArray();
  }

  /** Returns all spans so far. */
  public synchronized List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Returns all log records so far. */
  public synchronized List<LogRecord> logs() {
    return List.copyOf(logs);
  }

  /** Returns all metrics so far, each time that they were exported. */
  public synchronized List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  /** Returns the metrics of this name so far, each time that they were exported. */
  public synchronized List<Metric> metrics(String name) {
    return metrics.stream().filter(metric -> metric.getName().equals(name)).toList();
  }

  /** Returns the spans of a conversation with a vendor: CLIENT spans with a GenAI operation. */
  public List<Span> clientSpans(Predicate<Span> condition) {
    return spans().stream()
        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
        .filter(span -> attribute(span, "gen_ai.operation.name") != null)
        .filter(condition)
        .toList();
  }

  /** Waits for spans of a conversation with a vendor and returns them. */
  public List<Span> await(int count, Predicate<Span> condition) {
    Await.until(
        () -> count + " GenAI client spans that match, among these spans:\n" + spans(),
        () -> clientSpans(condition).size() >= count);
    return clientSpans(condition);
  }

  /** Waits for a span of any kind that matches and returns the first one. */
  public Span awaitSpan(Predicate<Span> condition) {
    Await.until(
        () -> "a span that matches, among these:\n" + spans(),
        () -> spans().stream().anyMatch(condition));
    return spans().stream().filter(condition).findFirst().orElseThrow();
  }

  /** Returns an attribute as text, or null. */
  public static String attribute(Span span, String key) {
    for (KeyValue attribute : span.getAttributesList()) {
      if (attribute.getKey().equals(key)) {
        return text(attribute.getValue());
      }
    }
    return null;
  }

  private static String text(AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE:
        return value.getStringValue();
      case INT_VALUE:
        return String.valueOf(value.getIntValue());
      case BOOL_VALUE:
        return String.valueOf(value.getBoolValue());
      case DOUBLE_VALUE:
        return String.valueOf(value.getDoubleValue());
      case ARRAY_VALUE:
        return value.getArrayValue().getValuesList().stream()
            .map(OtlpReceiver::text)
            .collect(Collectors.joining(", "));
      default:
        return value.toString().trim();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String encoding = exchange.getRequestHeaders().getFirst("content-encoding");
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body =
          encoding != null && encoding.toLowerCase(Locale.ROOT).equals("gzip")
              ? new GZIPInputStream(in).readAllBytes()
              : in.readAllBytes();
    }
    try {
      keep(exchange.getRequestURI().getPath(), body);
    } catch (Throwable e) {
      e.printStackTrace(); // The server would swallow it.
      throw e;
    }
    exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private synchronized void keep(String path, byte[] body) throws IOException {
    raw.write(body);
    if (path.endsWith("/v1/traces")) {
      for (ResourceSpans resource :
          ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          spans.addAll(scope.getSpansList());
        }
      }
    }
    if (path.endsWith("/v1/logs")) {
      for (ResourceLogs resource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
        for (ScopeLogs scope : resource.getScopeLogsList()) {
          logs.addAll(scope.getLogRecordsList());
        }
      }
    }
    if (path.endsWith("/v1/metrics")) {
      for (ResourceMetrics resource :
          ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          metrics.addAll(scope.getMetricsList());
        }
      }
    }
    notifyAll();
  }
}
