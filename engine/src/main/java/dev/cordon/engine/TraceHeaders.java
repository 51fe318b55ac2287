package dev.cordon.engine;

/**
 * Names of headers by which tracing systems join the caller's trace and the called one's. The
 * identifiers of a trace tell whoever gets them which calls belong together; baggage holds what the
 * application put there, such as its user.
 */
public final class TraceHeaders {
  /**
   * W3C Trace Context, B3 (Zipkin), Jaeger, AWS X-Ray, Google Cloud Trace, Sentry, SkyWalking,
   * Elastic, New Relic, Dynatrace, AppDynamics and gRPC's binary form, as each documents them.
   */
  private static final NameSet CONTEXT =
      new NameSet(
          "traceparent",
          "tracestate",
          "b3",
          "uber-trace-id",
          "jaeger-debug-id",
          "x-amzn-trace-id",
          "x-cloud-trace-context",
          "sentry-trace",
          "sw8",
          "sw8-x",
          "elastic-apm-traceparent",
          "newrelic",
          "x-dynatrace",
          "singularityheader",
          "grpc-trace-bin");

  private static final String[] CONTEXT_PREFIXES = {
    "x-b3-", "x-datadog-", "x-instana-", "ot-tracer-"
  };

  /** W3C Baggage, its draft's name, Jaeger, SkyWalking and gRPC's binary form. */
  private static final NameSet BAGGAGE =
      new NameSet(
          "baggage", "correlation-context", "jaeger-baggage", "sw8-correlation", "grpc-tags-bin");

  /** Jaeger, OpenTracing (Datadog too) and Brave. */
  private static final String[] BAGGAGE_PREFIXES = {"uberctx-", "ot-baggage-", "baggage-"};

  private TraceHeaders() {}

  /**
   * Tells whether a header holds identifiers of a trace.
   *
   * @param name the header's name, in any case
   */
  public static boolean isContext(String name) {
    return CONTEXT.contains(name) || beginsWithOneOf(CONTEXT_PREFIXES, name);
  }

  /**
   * Tells whether a header holds baggage.
   *
   * @param name the header's name, in any case
   */
  public static boolean isBaggage(String name) {
    return BAGGAGE.contains(name) || beginsWithOneOf(BAGGAGE_PREFIXES, name);
  }

  private static boolean beginsWithOneOf(String[] prefixes, String name) {
    for (String prefix : prefixes) {
      if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return true;
      }
    }
    return false;
  }
}
