package dev.cordon.agent.telemetry.otel;

import dev.cordon.agent.telemetry.Call;
import dev.cordon.agent.telemetry.Conversation;
import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes Exchanges with one OpenTelemetry instance. Thread-safe. */
public final class OtelWriter {
  private static final String SCOPE = "dev.cordon";
  private final SpanWriter spans;
  private final @Nullable MetricWriter metrics;
  private final @Nullable EventWriter events;

  /**
   * Writes with an instance.
   *
   * @param tracers where spans go
   * @param telemetry where metrics go, if its version has them
   */
  public OtelWriter(TracerProvider tracers, OpenTelemetry telemetry) {
    this.spans = new SpanWriter(tracers.get(SCOPE));
    this.metrics = metrics(telemetry);
    this.events = events(telemetry);
  }

  private static @Nullable MetricWriter metrics(OpenTelemetry telemetry) {
    try {
      return new MetricWriter(telemetry.getMeterProvider().get(SCOPE));
    } catch (LinkageError beforeApi110) {
      return null;
    }
  }

  private static @Nullable EventWriter events(OpenTelemetry telemetry) {
    try {
      return new EventWriter(telemetry.getLogsBridge().get(SCOPE));
    } catch (LinkageError beforeApi127) {
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
   * @param conversation the messages where they were asked for
   */
  public void write(ExchangeRecord record, Context parent, @Nullable Conversation conversation) {
    Span span = spans.start(record, parent);
    finish(record, span, parent.with(span), conversation);
  }

  /**
   * Writes an audit record as a log record.
   *
   * @param json the record
   * @param inSpan the context of the call's span
   */
  public void audit(ExchangeRecord record, String json, Context inSpan) {
    if (events != null) {
      events.audit(inSpan, record, json);
    }
  }

  /**
   * Counts a place where calls may pass unseen; an alert is a log record as well.
   *
   * @return false when this OpenTelemetry has no metrics
   */
  public boolean blindSpot(BlindSpot spot) {
    if (spot instanceof Alert && events != null) {
      events.alert((Alert) spot);
    }
    if (metrics != null) {
      metrics.blindSpot(spot);
    }
    return metrics != null;
  }

  private void finish(
      ExchangeRecord record, Span span, Context inSpan, @Nullable Conversation conversation) {
    Map<String, String> messages =
        conversation == null || !(span.isRecording() || conversation.inEvent())
            ? Collections.<String, String>emptyMap()
            : conversation.messages();
    if (conversation != null && conversation.onSpan()) {
      spans.end(span, inSpan, record, messages);
    } else {
      spans.end(span, inSpan, record, Collections.<String, String>emptyMap());
    }
    details(record, inSpan, conversation, messages);
    if (metrics != null) {
      metrics.call(record);
      metrics.guardrail(record);
    }
  }

  private void details(
      ExchangeRecord record,
      Context inSpan,
      @Nullable Conversation conversation,
      Map<String, String> messages) {
    if (conversation != null && conversation.inEvent() && !messages.isEmpty() && events != null) {
      events.details(inSpan, record, SpanWriter.attributes(record), messages);
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
    public void end(ExchangeRecord record, @Nullable Conversation conversation) {
      finish(record, span, inSpan, conversation);
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
    public void end(ExchangeRecord record, @Nullable Conversation conversation) {
      spans.guardrailOnly(parent, record);
      if (metrics != null) {
        metrics.guardrail(record);
      }
    }
  }
}
