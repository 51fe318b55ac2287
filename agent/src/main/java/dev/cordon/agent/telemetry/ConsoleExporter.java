package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Writes telemetry to standard output, a line each: for a first look without a collector. */
abstract class ConsoleExporter {
  /** The name under which the standard variables know it. */
  public String getName() {
    return "console";
  }

  /** Nothing waits. */
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  /** Nothing is held. */
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  private static CompletableResultCode print(String kind, Collection<?> batch) {
    for (Object one : batch) {
      System.out.println("[cordon] " + kind + " " + one);
    }
    return CompletableResultCode.ofSuccess();
  }

  /** Spans, under the name of the standard variables. */
  static final class Spans extends ConsoleExporter
      implements ConfigurableSpanExporterProvider, SpanExporter {
    @Override
    public SpanExporter createExporter(ConfigProperties config) {
      return this;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      return print("span", batch);
    }
  }

  /** Metrics, under the name of the standard variables. */
  static final class Metrics extends ConsoleExporter
      implements ConfigurableMetricExporterProvider, MetricExporter {
    @Override
    public MetricExporter createExporter(ConfigProperties config) {
      return this;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> batch) {
      return print("metric", batch);
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }

  /** Logs, under the name of the standard variables. */
  static final class Logs extends ConsoleExporter
      implements ConfigurableLogRecordExporterProvider, LogRecordExporter {
    @Override
    public LogRecordExporter createExporter(ConfigProperties config) {
      return this;
    }

    @Override
    public CompletableResultCode export(Collection<LogRecordData> batch) {
      return print("log", batch);
    }
  }
}
