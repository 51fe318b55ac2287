package dev.cordon.agent.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector: takes OTLP over HTTP and decodes it with the official protobuf classes. */
final class OtlpReceiver implements AutoCloseable {
  /**
   * A request.
   *
   * @param nanos when it came, on {@link System#nanoTime}
   */
  record Post(String path, Map<String, List<String>> headers, byte[] body, long nanos) {}

  private final HttpServer server;
  final List<Post> posts = new CopyOnWriteArrayList<>();
  volatile int status = 200;

  /** What the next answers ask for; nothing when there are none. */
  final Queue<String> retryAfter = new ConcurrentLinkedQueue<>();

  volatile byte[] answer = new byte[0];

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    Map<String, List<String>> headers = exchange.getRequestHeaders();
    String seconds = retryAfter.poll();
    int code = status;
    byte[] said = answer;
    // A test that has seen it may change what the next one is answered with.
    posts.add(new Post(exchange.getRequestURI().getPath(), headers, body, System.nanoTime()));
    if (seconds == null) {
      exchange.sendResponseHeaders(code, said.length == 0 ? -1 : said.length);
      exchange.getResponseBody().write(said);
    } else {
      exchange.getResponseHeaders().set("Retry-After", seconds);
      exchange.sendResponseHeaders(503, -1);
    }
    exchange.close();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() throws IOException {
    List<Span> all = new ArrayList<>();
    for (Post post : posts) {
      if (post.path().equals("/v1/traces")) {
        ExportTraceServiceRequest.parseFrom(post.body())
            .getResourceSpansList()
            .forEach(r -> r.getScopeSpansList().forEach(s -> all.addAll(s.getSpansList())));
      }
    }
    return all;
  }

  List<Metric> metrics() throws IOException {
    List<Metric> all = new ArrayList<>();
    for (Post post : posts) {
      if (post.path().equals("/v1/metrics")) {
        ExportMetricsServiceRequest.parseFrom(post.body())
            .getResourceMetricsList()
            .forEach(r -> r.getScopeMetricsList().forEach(s -> all.addAll(s.getMetricsList())));
      }
    }
    return all;
  }

  List<LogRecord> logs() throws IOException {
    List<LogRecord> all = new ArrayList<>();
    for (Post post : posts) {
      if (post.path().equals("/v1/logs")) {
        ExportLogsServiceRequest.parseFrom(post.body())
            .getResourceLogsList()
            .forEach(r -> r.getScopeLogsList().forEach(s -> all.addAll(s.getLogRecordsList())));
      }
    }
    return all;
  }

  /** The resource of the first spans. */
  Resource resource() throws IOException {
    return ExportTraceServiceRequest.parseFrom(first("/v1/traces").body())
        .getResourceSpans(0)
        .getResource();
  }

  Post first(String path) {
    return posts.stream().filter(post -> post.path().equals(path)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
