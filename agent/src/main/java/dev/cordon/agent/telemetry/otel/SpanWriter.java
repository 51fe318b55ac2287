package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.MediaCounts;
import dev.cordon.engine.audit.MediaKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes the CLIENT span of an Exchange. Thread-safe. */
final class SpanWriter {
  private final Tracer tracer;
  private final GuardrailWriter guardrail;

  SpanWriter(Tracer tracer) {
    this.tracer = tracer;
    this.guardrail = new GuardrailWriter(tracer);
  }

  /** Starts the span with what is known so far, for samplers to see. */
  Span start(ExchangeRecord record, Context parent) {
    SpanBuilder builder =
        tracer
            .spanBuilder(Terms.spanName(record))
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(record.startEpochNanos(), TimeUnit.NANOSECONDS)
            .setAttribute(Keys.OPERATION, record.operation())
            .setAttribute(Keys.PROVIDER, Terms.provider(record));
    if (record.requestModel() != null) {
      builder.setAttribute(Keys.REQUEST_MODEL, Terms.name(record.requestModel()));
    }
    if (record.serverAddress() != null) {
      builder.setAttribute(Keys.SERVER_ADDRESS, record.serverAddress());
      builder.setAttribute(Keys.SERVER_PORT, (long) record.serverPort());
    }
    return builder.startSpan();
  }

  /**
   * Writes everything of a complete record and ends the span.
   *
   * @param messages JSON by the attribute's name
   */
  void end(Span span, Context inSpan, ExchangeRecord record, Map<String, String> messages) {
    if (span.isRecording()) {
      span.updateName(Terms.spanName(record));
      Sink sink = new SpanSink(span);
      request(sink, record);
      response(sink, record);
      own(span, record);
      for (Map.Entry<String, String> message : messages.entrySet()) {
        span.setAttribute(AttributeKey.stringKey(message.getKey()), message.getValue());
      }
      String error = Terms.error(record);
      if (error != null) {
        span.setAttribute(Keys.ERROR_TYPE, error);
        span.setStatus(StatusCode.ERROR);
      }
      guardrail.write(inSpan, record);
    }
    span.end(record.startEpochNanos() + record.durationNanos(), TimeUnit.NANOSECONDS);
  }

  /** Writes only the guardrail's spans: somebody else's span stands for the call. */
  void guardrailOnly(Context parent, ExchangeRecord record) {
    guardrail.write(parent, record);
  }

  /** Returns what is known of request and answer. */
  static Attributes attributes(ExchangeRecord record) {
    AttributesBuilder builder = Attributes.builder();
    Sink sink = new EventSink(builder);
    request(sink, record);
    response(sink, record);
    String error = Terms.error(record);
    if (error != null) {
      sink.put(Keys.ERROR_TYPE, error);
    }
    return builder.build();
  }

  private static void request(Sink to, ExchangeRecord record) {
    to.put(Keys.OPERATION, record.operation());
    to.put(Keys.PROVIDER, Terms.provider(record));
    text(to, Keys.REQUEST_MODEL, record.requestModel());
    text(to, Keys.CONVERSATION, record.conversationId());
    if (record.serverAddress() != null) {
      to.put(Keys.SERVER_ADDRESS, record.serverAddress());
      to.put(Keys.SERVER_PORT, (long) record.serverPort());
    }
    if (record.streaming()) {
      to.put(Keys.STREAM, true);
    }
    String provider = Terms.provider(record);
    if (provider.startsWith("azure.ai.")) {
      to.put(Keys.AZURE, "Microsoft.CognitiveServices");
    }
    for (Map.Entry<String, Object> entry : record.attributes().entrySet()) {
      if (Terms.belongs(entry.getKey(), provider)) {
        further(to, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void response(Sink to, ExchangeRecord record) {
    text(to, Keys.RESPONSE_ID, record.responseId());
    text(to, Keys.RESPONSE_MODEL, record.responseModel());
    List<String> reasons = Terms.finishReasons(record);
    if (!reasons.isEmpty()) {
      to.put(Keys.FINISH_REASONS, reasons);
    }
    if (record.streaming() && record.firstChunkNanos() > 0) {
      to.put(Keys.TIME_TO_FIRST_CHUNK, record.firstChunkNanos() / 1e9);
    }
    number(to, Keys.INPUT_TOKENS, record.inputTokens());
    number(to, Keys.OUTPUT_TOKENS, record.outputTokens());
    number(to, Keys.CACHE_READ_TOKENS, record.cachedInputTokens());
    number(to, Keys.REASONING_TOKENS, record.reasoningTokens());
  }

  private static void own(Span span, ExchangeRecord record) {
    span.setAttribute(Keys.EXCHANGE_ID, record.id());
    span.setAttribute(Keys.MODE, record.mode());
    caller(span, record);
    if (!record.exceptions().isEmpty()) {
      span.setAttribute(Keys.EXCEPTIONS, record.exceptions());
    }
    String deprecated = record.deprecated();
    if (deprecated != null) {
      span.setAttribute(Keys.DEPRECATED, Terms.limited(deprecated));
    }
    String profile = record.profile();
    if (profile != null) {
      span.setAttribute(Keys.PROFILE, Terms.limited(profile));
    }
    String region = record.region();
    if (region != null) {
      span.setAttribute(Keys.REGION, region);
    }
    if (record.route() != null) {
      span.setAttribute(Keys.ROUTE, record.route());
    }
    if (record.costNanos() >= 0) {
      span.setAttribute(Keys.COST, record.costNanos() / 1e9);
    }
    String unknown = record.costUnknown();
    if (unknown != null) {
      span.setAttribute(Keys.COST_UNKNOWN, unknown);
    }
    if (record.restored() > 0) {
      span.setAttribute(Keys.RESTORED, (long) record.restored());
    }
    if (record.unscannedBytes() > 0) {
      span.setAttribute(Keys.UNSCANNED, record.unscannedBytes());
    }
    media(span, record.media());
  }

  private static void media(Span span, @Nullable MediaCounts media) {
    for (MediaKind kind : MediaKind.values()) {
      if (media != null && media.count(kind) > 0) {
        String name = Keys.ANSWER + kind.id();
        span.setAttribute(name + ".count", (long) media.count(kind));
        span.setAttribute(name + ".bytes", media.bytes(kind));
      }
    }
  }

  private static void caller(Span span, ExchangeRecord record) {
    String caller = record.caller();
    String rule = record.callerRule();
    if (caller != null) {
      span.setAttribute(Keys.CALL_SITE, Terms.limited(caller));
    }
    if (rule != null) {
      span.setAttribute(Keys.CALLER_RULE, rule);
    }
    if (!record.labels().isEmpty()) {
      span.setAttribute(Keys.LABELS, record.labels());
    }
  }

  private static void text(Sink to, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      to.put(key, Terms.name(value));
    }
  }

  private static void number(Sink to, AttributeKey<Long> key, long value) {
    if (value >= 0) {
      to.put(key, value);
    }
  }

  @SuppressWarnings("unchecked") // a list of strings, as ExchangeRecord.attribute says
  private static void further(Sink to, String name, Object value) {
    if (value instanceof String) {
      to.put(AttributeKey.stringKey(name), Terms.name((String) value));
    } else if (value instanceof Boolean) {
      to.put(AttributeKey.booleanKey(name), (Boolean) value);
    } else if (value instanceof Double || value instanceof Float) {
      to.put(AttributeKey.doubleKey(name), ((Number) value).doubleValue());
    } else if (value instanceof Number) {
      to.put(AttributeKey.longKey(name), ((Number) value).longValue());
    } else if (value instanceof List) {
      to.put(AttributeKey.stringArrayKey(name), Terms.names((List<String>) value));
    }
  }

  /** Takes attributes. */
  private interface Sink {
    <T> void put(AttributeKey<T> key, T value);
  }

  private static final class SpanSink implements Sink {
    private final Span span;

    SpanSink(Span span) {
      this.span = span;
    }

    @Override
    public <T> void put(AttributeKey<T> key, T value) {
      span.setAttribute(key, value);
    }
  }

  private static final class EventSink implements Sink {
    private final AttributesBuilder builder;

    EventSink(AttributesBuilder builder) {
      this.builder = builder;
    }

    @Override
    public <T> void put(AttributeKey<T> key, T value) {
      builder.put(key, value);
    }
  }
}
