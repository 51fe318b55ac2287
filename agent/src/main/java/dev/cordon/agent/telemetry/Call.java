package dev.cordon.agent.telemetry;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.ExchangeRecord;
import org.jspecify.annotations.Nullable;

/** The telemetry of one open Exchange. Used by one thread at a time. */
public interface Call {
  /**
   * Makes the Exchange's span current in the application's context.
   *
   * @return what undoes it, on the same thread; null when there is nothing to undo
   */
  Exchange.@Nullable Scope makeCurrent();

  /**
   * Ends the telemetry. Called once.
   *
   * @param record complete
   * @param conversation the messages where they were asked for
   */
  void end(ExchangeRecord record, @Nullable Conversation conversation);
}
