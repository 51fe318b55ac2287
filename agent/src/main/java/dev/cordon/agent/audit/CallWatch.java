package dev.cordon.agent.audit;

import dev.cordon.engine.audit.ExchangeRecord;
import org.jspecify.annotations.Nullable;

/** Hears of each call that a trail records, with what only the trail notes. Thread-safe. */
public interface CallWatch {
  /**
   * Hears of a call that ended; returns at once and throws nothing.
   *
   * @param record the Exchange
   * @param caller the class and method that made the call, or null
   * @param key the API key's fingerprint, or null
   */
  void ended(ExchangeRecord record, @Nullable String caller, @Nullable String key);
}
