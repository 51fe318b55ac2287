package dev.cordon.agent.telemetry;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.internal.OtlpLogRecordExporterProvider;
import io.opentelemetry.exporter.otlp.internal.OtlpMetricExporterProvider;
import io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider;
import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpGrpcSenderProvider;
import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpHttpSenderProvider;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the SDK would look for with {@link java.util.ServiceLoader}: a table, so that nothing is
 * searched for, and nothing of the application is found. What sends is OpenTelemetry's own,
 * watched. Used by the thread that starts the SDK, but for {@link #hurry}.
 */
final class Components implements ComponentLoader, HttpSenderProvider, GrpcSenderProvider {
  private final TelemetrySettings settings;
  private final Notice notice;
  private final Map<String, CollectorState> collectors = new HashMap<>();
  private final List<Runnable> endings = new CopyOnWriteArrayList<>();

  Components(TelemetrySettings settings, Notice notice) {
    this.settings = settings;
    this.notice = notice;
  }

  @Override
  public <T> Iterable<T> load(Class<T> service) {
    List<T> found = new ArrayList<>(3);
    if (service == HttpSenderProvider.class || service == GrpcSenderProvider.class) {
      found.add(service.cast(this));
    } else if (service == ConfigurableSpanExporterProvider.class) {
      found.add(service.cast(new OtlpSpanExporterProvider()));
      if (settings.names("traces", "console")) {
        found.add(service.cast(new ConsoleExporter.Spans()));
      }
    } else if (service == ConfigurableMetricExporterProvider.class) {
      found.add(service.cast(new OtlpMetricExporterProvider()));
      if (settings.names("metrics", "console")) {
        found.add(service.cast(new ConsoleExporter.Metrics()));
      }
    } else if (service == ConfigurableLogRecordExporterProvider.class) {
      found.add(service.cast(new OtlpLogRecordExporterProvider()));
      if (settings.names("logs", "console")) {
        found.add(service.cast(new ConsoleExporter.Logs()));
      }
    }
    return found;
  }

  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    URI endpoint = config.getEndpoint();
    ExportWatch watch = watch(endpoint, endpoint.toString());
    HttpSenderConfig ours =
        SenderConfig.of(
            HttpSenderConfig.class,
            config,
            endpoint,
            watch.retries(config.getRetryPolicy()),
            config.getSslContext(),
            config.getTrustManager());
    HttpSender sender =
        new WatchedHttpSender(new OkHttpHttpSenderProvider().createSender(ours), watch);
    endings.add(() -> watch.hurry(sender::shutdown));
    return sender;
  }

  @Override
  public GrpcSender createSender(GrpcSenderConfig config) {
    URI endpoint = config.getEndpoint();
    ExportWatch watch = watch(endpoint, config.getFullMethodName());
    GrpcSenderConfig ours =
        SenderConfig.of(
            GrpcSenderConfig.class,
            config,
            endpoint,
            watch.retries(config.getRetryPolicy()),
            config.getSslContext(),
            config.getTrustManager());
    GrpcSender sender =
        new WatchedGrpcSender(new OkHttpGrpcSenderProvider().createSender(ours), watch);
    endings.add(() -> watch.hurry(sender::shutdown));
    return sender;
  }

  private ExportWatch watch(URI endpoint, String name) {
    boolean tls = "https".equalsIgnoreCase(endpoint.getScheme());
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
    String authority = endpoint.getHost() + ":" + port;
    CollectorState collector =
        collectors.computeIfAbsent(authority, a -> new CollectorState(a, notice));
    return new ExportWatch(collector, name);
  }

  /** Makes exports that fail fail at once. From any thread. */
  void hurry() {
    endings.forEach(Runnable::run);
  }
}
