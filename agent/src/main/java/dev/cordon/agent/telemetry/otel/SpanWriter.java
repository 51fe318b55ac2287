package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.api.common.AttributeKey;
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
      builder.setAttribute(Keys.REQUEST_MODEL, Terms.limited(record.requestModel()));
    }
    if (record.serverAddress() != null) {
      builder.setAttribute(Keys.SERVER_ADDRESS, record.serverAddress());
      builder.setAttribute(Keys.SERVER_PORT, (long) record.serverPort());
    }
    return builder.startSpan();
  }

  /** Writes everything of a complete record and ends the span. */
  void end(Span span, Context inSpan, ExchangeRecord record) {
    if (span.isRecording()) {
      span.updateName(Terms.spanName(record));
      request(span, record);
      response(span, record);
      own(span, record);
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

  private static void request(Span span, ExchangeRecord record) {
    span.setAttribute(Keys.OPERATION, record.operation());
    span.setAttribute(Keys.PROVIDER, Terms.provider(record));
    text(span, Keys.REQUEST_MODEL, record.requestModel());
    text(span, Keys.CONVERSATION, record.conversationId());
    if (record.serverAddress() != null) {
      span.setAttribute(Keys.SERVER_ADDRESS, record.serverAddress());
      span.setAttribute(Keys.SERVER_PORT, (long) record.serverPort());
    }
    if (record.streaming()) {
      span.setAttribute(Keys.STREAM, true);
    }
    for (Map.Entry<String, Object> entry : record.attributes().entrySet()) {
      further(span, entry.getKey(), entry.getValue());
    }
  }

  private static void response(Span span, ExchangeRecord record) {
    text(span, Keys.RESPONSE_ID, record.responseId());
    text(span, Keys.RESPONSE_MODEL, record.responseModel());
    if (!record.finishReasons().isEmpty()) {
      span.setAttribute(Keys.FINISH_REASONS, record.finishReasons());
    }
    if (record.streaming() && record.firstChunkNanos() > 0) {
      span.setAttribute(Keys.TIME_TO_FIRST_CHUNK, record.firstChunkNanos() / 1e9);
    }
    number(span, Keys.INPUT_TOKENS, record.inputTokens());
    number(span, Keys.OUTPUT_TOKENS, record.outputTokens());
    number(span, Keys.CACHE_READ_TOKENS, record.cachedInputTokens());
    number(span, Keys.REASONING_TOKENS, record.reasoningTokens());
  }

  private static void own(Span span, ExchangeRecord record) {
    span.setAttribute(Keys.EXCHANGE_ID, record.id());
    span.setAttribute(Keys.MODE, record.mode());
    if (record.restored() > 0) {
      span.setAttribute(Keys.RESTORED, (long) record.restored());
    }
    if (record.unscannedBytes() > 0) {
      span.setAttribute(Keys.UNSCANNED, record.unscannedBytes());
    }
  }

  private static void text(Span span, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, Terms.limited(value));
    }
  }

  private static void number(Span span, AttributeKey<Long> key, long value) {
    if (value >= 0) {
      span.setAttribute(key, value);
    }
  }

  @SuppressWarnings("unchecked") // a list of strings, as ExchangeRecord.attribute says
  private static void further(Span span, String name, Object value) {
    if (value instanceof String) {
      span.setAttribute(AttributeKey.stringKey(name), Terms.limited(name, (String) value));
    } else if (value instanceof Boolean) {
      span.setAttribute(AttributeKey.booleanKey(name), (Boolean) value);
    } else if (value instanceof Double || value instanceof Float) {
      span.setAttribute(AttributeKey.doubleKey(name), ((Number) value).doubleValue());
    } else if (value instanceof Number) {
      span.setAttribute(AttributeKey.longKey(name), ((Number) value).longValue());
    } else if (value instanceof List) {
      span.setAttribute(AttributeKey.stringArrayKey(name), (List<String>) value);
    }
  }
}
