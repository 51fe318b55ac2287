package dev.cordon.agent.telemetry.otel;

import dev.cordon.agent.telemetry.Call;
import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Writes Exchanges with one OpenTelemetry instance. Thread-safe. */
public final class OtelWriter {
  private static final String SCOPE = "dev.cordon";
  private final SpanWriter spans;
  private final @Nullable MetricWriter metrics;

  /**
   * Writes with an instance.
   *
   * @param tracers where spans go
   * @param telemetry where metrics go, if its version has them
   */
  public OtelWriter(TracerProvider tracers, OpenTelemetry telemetry) {
    this.spans = new SpanWriter(tracers.get(SCOPE));
    this.metrics = metrics(telemetry);
  }

  private static @Nullable MetricWriter metrics(OpenTelemetry telemetry) {
    try {
      return new MetricWriter(telemetry.getMeterProvider().get(SCOPE));
    } catch (LinkageError beforeApi110) {
      return null;
    }
  }

  /**
   * Opens a call whose span lives while the call does.
   *
   * @param record what is known so far; learns its trace and span identifiers
   * @param parent the application's context
   * @return the open call
   */
  Call open(ExchangeRecord record, Context parent) {
    Span current = Span.fromContext(parent);
    if (GenAiSpan.standsForCall(current)) {
      identify(record, current);
      return new AdoptedCall(parent);
    }
    Span span = spans.start(record, parent);
    identify(record, span);
    return new OwnCall(span, parent.with(span));
  }

  private static void identify(ExchangeRecord record, Span span) {
    SpanContext context = span.getSpanContext();
    if (context.isValid()) {
      record.traceId(context.getTraceId());
      record.spanId(context.getSpanId());
    }
  }

  /**
   * Writes a call that is over already.
   *
   * @param record complete
   * @param parent the parent's context
   */
  public void write(ExchangeRecord record, Context parent) {
    Span span = spans.start(record, parent);
    finish(record, span, parent.with(span));
  }

  private void finish(ExchangeRecord record, Span span, Context inSpan) {
    spans.end(span, inSpan, record);
    if (metrics != null) {
      metrics.call(record);
      metrics.guardrail(record);
    }
  }

  /** A call that our own span stands for. */
  private final class OwnCall implements Call {
    private final Span span;
    private final Context inSpan;

    OwnCall(Span span, Context inSpan) {
      this.span = span;
      this.inSpan = inSpan;
    }

    @Override
    public OpenScope makeCurrent() {
      return OpenScope.of(inSpan);
    }

    @Override
    public void end(ExchangeRecord record) {
      finish(record, span, inSpan);
    }
  }

  /** A call that another instrumentation's GenAI span stands for already, with its metrics. */
  private final class AdoptedCall implements Call {
    private final Context parent;

    AdoptedCall(Context parent) {
      this.parent = parent;
    }

    @Override
    public @Nullable OpenScope makeCurrent() {
      return null;
    }

    @Override
    public void end(ExchangeRecord record) {
      spans.guardrailOnly(parent, record);
      if (metrics != null) {
        metrics.guardrail(record);
      }
    }
  }
}
