package dev.cordon.agent.host;

import dev.cordon.engine.audit.BlindSpot;
import org.jspecify.annotations.Nullable;

/** A blind spot, and whose telemetry should tell of it. */
interface BlindPlace {
  /** Returns what trail and telemetry say of it. */
  BlindSpot spot();

  /** Returns the loader whose OpenTelemetry counts it; null for the application's own. */
  @Nullable ClassLoader loader();
}
