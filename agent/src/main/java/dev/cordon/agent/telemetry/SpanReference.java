package dev.cordon.agent.telemetry;

/** Names a span in a trace, in the form of W3C Trace Context. Immutable. */
public final class SpanReference {
  private final String traceId;
  private final String spanId;
  private final boolean sampled;

  /**
   * Names a span.
   *
   * @param traceId 32 lower-case hexadecimal digits
   * @param spanId 16 lower-case hexadecimal digits
   * @param sampled whether the trace is recorded
   */
  public SpanReference(String traceId, String spanId, boolean sampled) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.sampled = sampled;
  }

  /** Returns the trace: 32 hexadecimal digits. */
  public String traceId() {
    return traceId;
  }

  /** Returns the span: 16 hexadecimal digits. */
  public String spanId() {
    return spanId;
  }

  /** Tells whether the trace is recorded. */
  public boolean sampled() {
    return sampled;
  }
}
