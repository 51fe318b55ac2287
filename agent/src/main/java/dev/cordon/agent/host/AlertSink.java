package dev.cordon.agent.host;

import dev.cordon.agent.alert.Alerts;
import dev.cordon.agent.audit.AuditTrail;
import dev.cordon.agent.boot.AgentLog;
import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.policy.Policy;

/** Tells of alerts in the trail, by telemetry and in the agent's log. Thread-safe. */
final class AlertSink implements Alerts.Sink {
  private final AuditTrail trail;

  AlertSink(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public String tell(Alert alert, Policy policy) {
    AgentLog.error(line(alert));
    AgentHost.export(alert);
    return trail.alert(alert, policy);
  }

  private static String line(Alert alert) {
    StringBuilder line = new StringBuilder(160).append("ALERT: ").append(alert.kind());
    line.append(": ").append(alert);
    String separator = " (";
    for (String name : alert.fields().keySet()) {
      line.append(separator).append(name).append(' ');
      CallLog.name(line, alert.fields().get(name), "");
      separator = ", ";
    }
    return line.append(separator.equals(" (") ? "" : ")").toString();
  }

  @Override
  public void warn(String message) {
    AgentLog.warn(message);
  }
}
