package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.Exchange;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** A scope of the OpenTelemetry API as one of the engine's. */
final class OpenScope implements Exchange.Scope {
  private final Scope scope;

  private OpenScope(Scope scope) {
    this.scope = scope;
  }

  /** Makes a context current. */
  @SuppressWarnings("MustBeClosedChecker") // closed with the scope that is returned
  static OpenScope of(Context context) {
    return new OpenScope(context.makeCurrent());
  }

  @Override
  public void close() {
    scope.close();
  }
}
