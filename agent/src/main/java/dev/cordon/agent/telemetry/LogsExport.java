package dev.cordon.agent.telemetry;

import dev.cordon.engine.audit.ExchangeRecord;

/** Sends audit records as OTLP log records, beside or instead of a file. Thread-safe. */
public interface LogsExport {
  /**
   * Sends a record; returns at once and throws nothing. What can't be sent is lost: the file is the
   * trail, this is a copy.
   *
   * @param record the Exchange, for its time, identifier and span
   * @param line the audit record, one line of JSON without a line feed
   */
  void audit(ExchangeRecord record, String line);
}
