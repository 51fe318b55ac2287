package dev.cordon.agent.telemetry.otel;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads the API's global instance without ever creating it. {@link GlobalOpenTelemetry#get} on an
 * unset global installs a no-op for good, and the application's own {@code set} would then throw.
 * Thread-safe.
 */
final class GlobalTelemetry {
  private static final String FIELD = "globalOpenTelemetry";

  /** Older APIs have no {@link GlobalOpenTelemetry#isSet}. */
  private boolean canAsk = true;

  private @Nullable Field field;

  GlobalTelemetry() {
    try {
      GlobalOpenTelemetry.isSet();
    } catch (LinkageError beforeIsSet) {
      canAsk = false;
      field = findField();
    }
  }

  /** Returns the global instance, or null when there is none (or none that can be seen). */
  @Nullable OpenTelemetry get() {
    return isSet() ? GlobalOpenTelemetry.get() : null;
  }

  private boolean isSet() {
    if (canAsk) {
      return GlobalOpenTelemetry.isSet();
    }
    if (field == null) {
      return false;
    }
    try {
      return field.get(null) != null;
    } catch (IllegalAccessException hidden) {
      return false;
    }
  }

  private static @Nullable Field findField() {
    try {
      Field found = GlobalOpenTelemetry.class.getDeclaredField(FIELD);
      found.setAccessible(true);
      return found;
    } catch (ReflectiveOperationException | RuntimeException hidden) {
      return null; // a named module may hide it: RuntimeException, not there on Java 8
    }
  }
}
