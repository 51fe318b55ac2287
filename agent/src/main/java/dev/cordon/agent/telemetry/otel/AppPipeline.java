package dev.cordon.agent.telemetry.otel;

import dev.cordon.agent.telemetry.ApplicationTelemetry;
import dev.cordon.agent.telemetry.Call;
import dev.cordon.agent.telemetry.SpanReference;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Goes through the OpenTelemetry API that this class was loaded beside. Thread-safe. */
public final class AppPipeline implements ApplicationTelemetry {
  private final GlobalTelemetry global = new GlobalTelemetry();
  private volatile @Nullable Live live;

  /** Made by reflection, once an API. */
  public AppPipeline() {}

  @Override
  public @Nullable Call open(ExchangeRecord record) {
    OtelWriter writer = writer();
    return writer == null ? null : writer.open(record, Context.current());
  }

  @Override
  public boolean blindSpot(BlindSpot spot) {
    OtelWriter writer = writer();
    return writer != null && writer.blindSpot(spot);
  }

  private @Nullable OtelWriter writer() {
    OpenTelemetry telemetry = global.get();
    if (telemetry == null) {
      return null;
    }
    Live current = live;
    if (current == null || current.telemetry != telemetry) {
      current = new Live(telemetry);
      live = current;
    }
    return current.writer;
  }

  @Override
  public @Nullable SpanReference current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? new SpanReference(span.getTraceId(), span.getSpanId(), span.isSampled())
        : null;
  }

  @Override
  public Exchange.Scope makeCurrent(SpanReference span) {
    TraceFlags flags = span.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
    SpanContext context =
        SpanContext.create(span.traceId(), span.spanId(), flags, TraceState.getDefault());
    return OpenScope.of(Context.current().with(Span.wrap(context)));
  }

  /** The writers for one global instance; none when that does nothing. */
  private static final class Live {
    final OpenTelemetry telemetry;
    final @Nullable OtelWriter writer;

    Live(OpenTelemetry telemetry) {
      this.telemetry = telemetry;
      TracerProvider tracers = telemetry.getTracerProvider();
      this.writer = tracers == TracerProvider.noop() ? null : new OtelWriter(tracers, telemetry);
    }
  }
}
