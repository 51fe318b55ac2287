package dev.cordon.agent.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * An application that uses OpenTelemetry: its own SDK, a parent span, a span of its HTTP client.
 * Runs against any version since 1.0: {@link AppLoader} defines it beside one.
 */
public final class JoinedApplication {
  private final List<SpanData> ended = new ArrayList<>();
  private SdkTracerProvider tracers;
  private Metrics metrics;

  public void start(boolean global) {
    tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
            .build();
    try {
      metrics = new Metrics();
    } catch (LinkageError withoutMetrics) {
      metrics = null;
    }
    if (global) {
      GlobalOpenTelemetry.set(
          metrics == null ? new Configured(tracers) : new ConfiguredWithMetrics(tracers, metrics));
    }
  }

  public void within(String name, String operation, Runnable code) {
    SpanBuilder builder = tracers.get("app").spanBuilder(name);
    if (operation != null) {
      builder.setAttribute("gen_ai.operation.name", operation);
    }
    Span span = builder.startSpan();
    try (Scope scope = span.makeCurrent()) {
      code.run();
    } finally {
      span.end();
    }
  }

  public void sendRequest() {
    tracers.get("http").spanBuilder("POST").setSpanKind(SpanKind.CLIENT).startSpan().end();
  }

  public List<String> spans() {
    List<String> lines = new ArrayList<>();
    for (SpanData span : ended) {
      String parent = span.getParentSpanId();
      String name = parent.equals("0000000000000000") ? "none" : parent;
      for (SpanData other : ended) {
        if (other.getSpanId().equals(parent)) {
          name = other.getName();
        }
      }
      lines.add(span.getName() + " " + span.getKind() + " in " + name);
    }
    return lines;
  }

  public String attributes(String name) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    find(name).getAttributes().forEach((key, value) -> sorted.put(key.getKey(), value));
    return sorted.toString();
  }

  public String ids(String name) {
    return find(name).getTraceId() + "-" + find(name).getSpanId();
  }

  public String metrics() {
    return metrics == null ? "none" : metrics.names();
  }

  private SpanData find(String name) {
    for (SpanData span : ended) {
      if (span.getName().equals(name)) {
        return span;
      }
    }
    throw new AssertionError("no span " + name + " in " + spans());
  }

  /** {@code OpenTelemetrySdk} would need the whole SDK; each version has these two methods. */
  private static class Configured implements OpenTelemetry {
    private final SdkTracerProvider tracers;

    Configured(SdkTracerProvider tracers) {
      this.tracers = tracers;
    }

    @Override
    public TracerProvider getTracerProvider() {
      return tracers;
    }

    @Override
    public ContextPropagators getPropagators() {
      return ContextPropagators.noop();
    }
  }

  private static final class ConfiguredWithMetrics extends Configured {
    private final Metrics metrics;

    ConfiguredWithMetrics(SdkTracerProvider tracers, Metrics metrics) {
      super(tracers);
      this.metrics = metrics;
    }

    @Override
    public MeterProvider getMeterProvider() {
      return metrics.meters;
    }
  }

  private final class Kept implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      ended.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /** Apart: API 1.0 has no metrics. */
  private static final class Metrics implements MetricExporter {
    private final TreeSet<String> seen = new TreeSet<>();
    private final SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(PeriodicMetricReader.create(this)).build();

    String names() {
      meters.forceFlush().join(10, TimeUnit.SECONDS);
      return seen.toString();
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      metrics.forEach(metric -> seen.add(metric.getName()));
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
