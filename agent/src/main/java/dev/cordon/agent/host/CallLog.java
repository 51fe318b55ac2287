package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.audit.Outcome;
import dev.cordon.engine.audit.ThreatCount;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says in one line what became of a call: counts and names, never content. Thread-safe. */
final class CallLog implements ExchangeObserver {
  private static final int LONGEST_NAME = 80;
  private static final int WARNED = 100;

  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private final CallLines lines = new CallLines();

  /** Prints what has not been printed; the JVM ends. */
  void flush() {
    lines.flush();
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    return null;
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    if (AgentLog.isInfo()) {
      lines.add(record);
    }
    String deprecated = record.deprecated();
    if (deprecated != null && warned.size() < WARNED && warned.add(deprecated)) {
      AgentLog.warn("models.deprecated: " + deprecated + " (told once)");
    }
    for (ThreatCount count : record.threats()) {
      if (count.threat().alarms()) {
        AgentLog.error(alarm(count, record));
      }
    }
  }

  /** Says what nobody should have to look for. */
  static String alarm(ThreatCount count, ExchangeRecord record) {
    StringBuilder line = new StringBuilder(160).append("ALARM: ").append(count.threat().id());
    line.append(" (").append(count.threat().category()).append("; origin ").append(count.origin());
    line.append("; ").append(count.action()).append(") in a call");
    name(line.append(" to "), record.serverAddress(), "(unknown host)");
    return line.append("; record ").append(record.id()).toString();
  }

  static String line(ExchangeRecord record) {
    StringBuilder line = new StringBuilder(160).append(record.operation());
    name(line.append(' '), record.requestModel(), "(no model)");
    name(line.append(" to "), record.serverAddress(), "(unknown host)");
    if (record.vendor() != null) {
      name(line.append(" ("), record.vendor(), "").append(')');
    }
    line.append(": ").append(decision(record));
    String separator = "; found: ";
    for (FindingCount finding : record.inputFindings().values()) {
      finding(line.append(separator), finding, Outcome.ofInput(record, finding));
      separator = ", ";
    }
    separator = "; in the answer: ";
    for (FindingCount finding : record.outputFindings().values()) {
      finding(line.append(separator), finding, Outcome.ofOutput(record, finding));
      separator = ", ";
    }
    separator = "; threats: ";
    for (ThreatCount count : record.threats()) {
      line.append(separator).append(count.count()).append(' ').append(count.threat().id());
      line.append(" (").append(count.origin()).append(", ").append(count.action()).append(')');
      separator = ", ";
    }
    if (record.restored() > 0) {
      line.append("; ").append(record.restored()).append(" restored");
    }
    if (record.status() > 0) {
      line.append("; status ").append(record.status());
    }
    String error = record.errorType();
    if (error != null && !error.equals(Integer.toString(record.status()))) {
      name(line.append("; "), error, "");
    }
    return line.append("; ").append(record.durationNanos() / 1_000_000).append(" ms").toString();
  }

  private static String decision(ExchangeRecord record) {
    switch (record.decision()) {
      case ALLOW:
        return "forwarded unchanged";
      case MODIFY:
        return "forwarded redacted";
      case DENY:
        return "refused (" + record.rule() + ")";
      case AUDIT:
        return "observed only, forwarded unchanged";
      default:
        return "forwarded unchanged after a fault of the agent";
    }
  }

  /** What became of it, and in parentheses what policy says. */
  private static void finding(StringBuilder line, FindingCount finding, Outcome outcome) {
    line.append(finding.count()).append(' ').append(finding.type().id());
    line.append(' ').append(outcome.id().replace('_', ' '));
    line.append(" (").append(finding.action()).append(')');
  }

  /** A model's name is the application's text: printable ASCII only, and not for ever. */
  static StringBuilder name(StringBuilder line, @Nullable String name, String missing) {
    if (name == null || name.isEmpty()) {
      return line.append(missing);
    }
    for (int i = 0; i < name.length() && i < LONGEST_NAME; i++) {
      char c = name.charAt(i);
      line.append(c > ' ' && c < 0x7f ? c : '_');
    }
    return line;
  }
}
