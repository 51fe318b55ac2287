package dev.cordon.engine.policy;

import org.jspecify.annotations.Nullable;

/** What one section says about the headers of tracing systems. Immutable. */
final class TraceRules {
  /** Says nothing. */
  static final TraceRules SILENT = new TraceRules(null, null);

  private static final Action[] CHOICES = {Action.ALLOW, Action.REMOVE};

  /** Whether identifiers of the trace may leave; null when it is left to others. */
  final @Nullable Action traceContext;

  /** Whether baggage may leave; null when it is left to others. */
  final @Nullable Action baggage;

  private TraceRules(@Nullable Action traceContext, @Nullable Action baggage) {
    this.traceContext = traceContext;
    this.baggage = baggage;
  }

  /** Reads the two keys of a section about headers. */
  static TraceRules read(Section headers) {
    return new TraceRules(
        headers.choice("trace_context", CHOICES), headers.choice("baggage", CHOICES));
  }
}
