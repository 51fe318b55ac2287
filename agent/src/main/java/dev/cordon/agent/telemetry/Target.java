package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where exports go and how: what HTTP and gRPC have in common. Immutable. */
final class Target {
  final URI endpoint;
  final String contentType;
  final @Nullable Compressor compressor;
  final Supplier<Map<String, List<String>>> headers;
  final Duration connectTimeout;
  final Duration timeout;
  final @Nullable SSLContext ssl;
  final @Nullable RetryPolicy retries;

  Target(HttpSenderConfig config) {
    endpoint = config.getEndpoint();
    contentType = config.getContentType();
    compressor = config.getCompressor();
    headers = config.getHeadersSupplier();
    connectTimeout = config.getConnectTimeout();
    timeout = config.getTimeout();
    ssl = config.getSslContext();
    retries = config.getRetryPolicy();
  }

  /** The path is the method's name. */
  Target(GrpcSenderConfig config) {
    endpoint = config.getEndpoint().resolve("/" + config.getFullMethodName());
    contentType = "application/grpc";
    compressor = config.getCompressor();
    headers = config.getHeadersSupplier();
    connectTimeout = config.getConnectTimeout();
    timeout = config.getTimeout();
    ssl = config.getSslContext();
    retries = config.getRetryPolicy();
  }

  /** JSON to an endpoint without anything else. */
  Target(URI endpoint, Duration timeout) {
    this.endpoint = endpoint;
    this.contentType = "application/json";
    this.compressor = null;
    this.headers = java.util.Collections::emptyMap;
    this.connectTimeout = timeout;
    this.timeout = timeout;
    this.ssl = null;
    this.retries = RetryPolicy.getDefault();
  }

  boolean isTls() {
    return "https".equalsIgnoreCase(endpoint.getScheme());
  }

  /** Returns the endpoint's port. */
  int port() {
    return endpoint.getPort() >= 0 ? endpoint.getPort() : isTls() ? 443 : 80;
  }

  /** Returns host and port. */
  String authority() {
    return endpoint.getHost() + ":" + port();
  }

  /** Returns the path with its query, at least a slash. */
  String path() {
    String path = endpoint.getRawPath();
    String query = endpoint.getRawQuery();
    String whole = path == null || path.isEmpty() ? "/" : path;
    return query == null ? whole : whole + "?" + query;
  }
}
