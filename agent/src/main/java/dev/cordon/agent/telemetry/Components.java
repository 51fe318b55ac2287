package dev.cordon.agent.telemetry;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.internal.OtlpMetricExporterProvider;
import io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.Collections;

/**
 * What the SDK would look for with {@link java.util.ServiceLoader}: a table, so that nothing is
 * searched for, and nothing of the application is found.
 */
final class OtlpComponents implements ComponentLoader, HttpSenderProvider {
  private final Notice notice;
  private volatile boolean hurried;

  OtlpComponents(Notice notice) {
    this.notice = notice;
  }

  @Override
  public <T> Iterable<T> load(Class<T> service) {
    Object component = null;
    if (service == HttpSenderProvider.class) {
      component = this;
    } else if (service == ConfigurableSpanExporterProvider.class) {
      component = new OtlpSpanExporterProvider();
    } else if (service == ConfigurableMetricExporterProvider.class) {
      component = new OtlpMetricExporterProvider();
    }
    return component == null
        ? Collections.<T>emptyList()
        : Collections.singletonList(service.cast(component));
  }

  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    return new OtlpSender(config, this, notice);
  }

  void hurry() {
    hurried = true;
  }

  boolean hurried() {
    return hurried;
  }
}
