package dev.cordon.agent.alert;

import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Alerts of a test: what they tell goes where it says, and they wait for milliseconds. */
public final class AlertProbe {
  private AlertProbe() {}

  /** Returns a watch. */
  public static Alerts of(
      PolicySource policies,
      Path trail,
      BiFunction<Alert, Policy, String> told,
      StringBuffer warnings) {
    Alerts.Sink sink =
        new Alerts.Sink() {
          @Override
          public String tell(Alert alert, Policy policy) {
            return told.apply(alert, policy);
          }

          @Override
          public void warn(String message) {
            warnings.append(message).append('\n');
          }
        };
    return new Alerts(policies, trail, sink, 1);
  }
}
