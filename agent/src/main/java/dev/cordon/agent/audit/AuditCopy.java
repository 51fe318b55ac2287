package dev.cordon.agent.audit;

import dev.cordon.engine.audit.ExchangeRecord;

/** Takes a copy of each audit record, such as a collector of log records. Thread-safe. */
public interface AuditCopy {
  /**
   * Takes a record; returns at once and throws nothing.
   *
   * @param record the Exchange
   * @param line the record as it is in the file, without its number and its hash
   */
  void take(ExchangeRecord record, String line);
}
