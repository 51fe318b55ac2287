package dev.cordon.agent.telemetry;

import dev.cordon.engine.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry that an application, or an agent beside us, brings. As a {@link Pipeline} it is
 * live once its global instance is a real one; its context can be read in any case.
 */
public interface ApplicationTelemetry extends Pipeline {
  /** Returns the application's current span, or null when there is none. */
  @Nullable SpanReference current();

  /**
   * Makes a span of another pipeline current in the application's context.
   *
   * @param span the span
   * @return what undoes it, on the same thread
   */
  Exchange.Scope makeCurrent(SpanReference span);
}
