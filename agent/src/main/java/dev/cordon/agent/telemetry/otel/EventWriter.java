package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.ExchangeRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes log records. Thread-safe. Needs API 1.27. */
final class EventWriter {
  private final Logger logger;
  private volatile boolean namesEvents = true;
  private volatile boolean structures = true;

  EventWriter(Logger logger) {
    this.logger = logger;
  }

  /**
   * Writes the messages of a call.
   *
   * @param inSpan the context of the call's span
   * @param attributes what else is known of the call
   * @param messages JSON by the attribute's name
   */
  void details(
      Context inSpan, ExchangeRecord record, Attributes attributes, Map<String, String> messages) {
    long end = record.startEpochNanos() + record.durationNanos();
    LogRecordBuilder event = begin("gen_ai.client.inference.operation.details", end, inSpan);
    event.setAllAttributes(attributes);
    for (Map.Entry<String, String> message : messages.entrySet()) {
      message(event, message.getKey(), message.getValue());
    }
    event.emit();
  }

  private void message(LogRecordBuilder event, String name, String json) {
    if (structures) {
      try {
        Structured.put(event, name, json);
        return;
      } catch (LinkageError beforeComplexAttributes) {
        structures = false;
      }
    }
    event.setAttribute(AttributeKey.stringKey(name), json);
  }

  /** Writes an audit record. */
  void audit(Context inSpan, ExchangeRecord record, String json) {
    long end = record.startEpochNanos() + record.durationNanos();
    begin("cordon.audit", end, inSpan)
        .setAttribute(Keys.EXCHANGE_ID, record.id())
        .setBody(json)
        .emit();
  }

  /** Writes an alert, which belongs to no span: names and counts, no content. */
  void alert(Alert alert) {
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    LogRecordBuilder event =
        begin(Keys.ALERT.getKey(), now, Context.root()).setSeverity(Severity.WARN);
    event.setAttribute(Keys.ALERT, alert.kind());
    for (Map.Entry<String, String> field : alert.fields().entrySet()) {
      boolean exchange = field.getKey().equals("exchange");
      event.setAttribute(
          exchange ? Keys.EXCHANGE_ID : AttributeKey.stringKey(Keys.ALERT_OF + field.getKey()),
          field.getValue());
    }
    if (alert.repeated() > 0) {
      event.setAttribute(AttributeKey.longKey(Keys.ALERT_OF + "repeated"), alert.repeated());
    }
    event.setBody(alert.toString()).emit();
  }

  private LogRecordBuilder begin(String name, long epochNanos, Context context) {
    LogRecordBuilder builder =
        logger
            .logRecordBuilder()
            .setContext(context)
            .setTimestamp(epochNanos, TimeUnit.NANOSECONDS)
            .setSeverity(Severity.INFO);
    if (namesEvents) {
      try {
        return builder.setEventName(name);
      } catch (LinkageError beforeApi150) {
        namesEvents = false;
      }
    }
    return builder.setAttribute(AttributeKey.stringKey("event.name"), name);
  }
}
