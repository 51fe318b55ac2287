package dev.cordon.agent.telemetry;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.internal.OtlpLogRecordExporterProvider;
import io.opentelemetry.exporter.otlp.internal.OtlpMetricExporterProvider;
import io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * What the SDK would look for with {@link java.util.ServiceLoader}: a table, so that nothing is
 * searched for, and nothing of the application is found.
 */
final class Components implements ComponentLoader, HttpSenderProvider, GrpcSenderProvider {
  private final TelemetrySettings settings;
  private final Notice notice;
  private volatile boolean hurried;

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
      if (settings.names("traces", "zipkin")) {
        found.add(service.cast(new ZipkinExporter.Provider(this)));
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
    return new OtlpSender(delivery(new Target(config), false));
  }

  @Override
  public GrpcSender createSender(GrpcSenderConfig config) {
    return new GrpcOtlpSender(delivery(new Target(config), true));
  }

  Delivery delivery(Target target, boolean grpc) {
    return new Delivery(target, grpc, this, notice);
  }

  void hurry() {
    hurried = true;
  }

  boolean hurried() {
    return hurried;
  }
}
