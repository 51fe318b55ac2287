package dev.cordon.agent.telemetry;

import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives a span the identifiers that its call was known by while it went on, and random ones to all
 * others. For the one thread that writes spans.
 */
final class PresetIds implements IdGenerator {
  private final IdGenerator random = IdGenerator.random();
  private @Nullable String traceId;
  private @Nullable String spanId;

  void next(SpanReference span) {
    traceId = span.traceId();
    spanId = span.spanId();
  }

  @Override
  public String generateSpanId() {
    String preset = spanId;
    spanId = null;
    return preset == null ? random.generateSpanId() : preset;
  }

  @Override
  public String generateTraceId() {
    String preset = traceId;
    traceId = null;
    return preset == null ? random.generateTraceId() : preset;
  }
}
