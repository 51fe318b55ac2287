package dev.cordon.agent.telemetry;

import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ExchangeRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where telemetry goes: through an OpenTelemetry that is there already, or our own. Thread-safe.
 */
public interface Pipeline {
  /**
   * Begins the telemetry of an Exchange, on the application's thread.
   *
   * @param record what is known so far; learns its trace and span identifiers
   * @return the open call, or null when this pipeline is not live now
   */
  @Nullable Call open(ExchangeRecord record);

  /**
   * Counts a place where calls may pass unseen.
   *
   * @return false when this pipeline is not live now
   */
  boolean blindSpot(BlindSpot spot);
}
