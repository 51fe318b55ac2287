package dev.cordon.agent.host;

import dev.cordon.agent.alert.Alerts;
import dev.cordon.agent.audit.AuditCopy;
import dev.cordon.agent.audit.AuditFile;
import dev.cordon.agent.audit.AuditSettings;
import dev.cordon.agent.audit.AuditTrail;
import dev.cordon.agent.audit.AuditWriter;
import dev.cordon.agent.audit.Origin;
import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.telemetry.DaemonThread;
import dev.cordon.agent.telemetry.LogsExport;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.instrumentation.Cordon;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail that the policy asks for. Says once when it can't be written and once when it can
 * again. Thread-safe.
 */
final class AgentAudit implements ExchangeObserver {
  private final AuditFile file;
  private final AuditTrail trail;
  private final AuditWriter writer;
  private final String name;
  private final boolean blocks;
  private final Alerts alerts;
  private volatile boolean failing;

  private AgentAudit(AuditFile file, AuditTrail trail, String name, boolean blocks) {
    this.file = file;
    this.trail = trail;
    this.writer = new AuditWriter(file);
    this.name = name;
    this.blocks = blocks;
    this.alerts = new Alerts(AgentPolicy.source(), Paths.get(name), new AlertSink(trail));
    trail.watchedBy(alerts);
  }

  /**
   * Opens the trail and begins to look after it.
   *
   * @param logs gets a copy of each record, or null
   */
  static AgentAudit open(AuditRules rules, @Nullable LogsExport logs) {
    Path path = Paths.get(rules.file()).toAbsolutePath();
    TokenKey key = rules.key();
    AuditSettings settings =
        new AuditSettings(
            path,
            rules.maxBytes(),
            rules.maxAgeSeconds() * 1000,
            rules.retentionSeconds() * 1000,
            key == null ? null : key.bytes());
    Origin origin = Origin.ofThisProcess(System.getenv());
    AuditFile file = new AuditFile(settings, origin);
    AuditTrail trail = new AuditTrail(file, settings, origin, rules.user());
    if (logs != null) {
      trail.copyTo(
          new AuditCopy() {
            @Override
            public void take(ExchangeRecord record, String line) {
              logs.audit(record, line);
            }
          });
    }
    boolean blocks = rules.onFailure() == Fallback.BLOCK;
    AgentAudit audit = new AgentAudit(file, trail, path.toString(), blocks);
    audit.healthy();
    DaemonThread.start("cordon-audit", audit.writer);
    return audit;
  }

  @Override
  public boolean recordsCallers() {
    return true;
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    return trail.started(record);
  }

  @Override
  public @Nullable String objection() {
    return blocks && !healthy()
        ? "the audit trail can't be written (audit.on_failure: block)"
        : null;
  }

  @Override
  public void judging(ExchangeRecord record, byte[] body, @Nullable Object state) {
    trail.judging(record, body, state);
  }

  @Override
  public void sending(ExchangeRecord record, RequestHead head, @Nullable Object state) {
    trail.sending(record, head, state);
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    trail.ended(record, state);
    healthy();
  }

  /**
   * Keeps a record of a place where calls may pass unseen.
   *
   * @param policy what is in force
   * @return false while the trail can't be written
   */
  boolean blindSpot(BlindSpot spot, Policy policy) {
    return healthy() && trail.blindSpot(spot, policy);
  }

  /** Says what became of alerts. */
  String alertState() {
    return alerts.state();
  }

  /** Writes what waits, when the JVM ends. */
  void flush(long millis) {
    alerts.flush(millis);
    if (!writer.stop(millis)) {
      AgentLog.warn(
          "the audit trail was not written to its end within "
              + millis
              + " ms; the next process that writes it will: "
              + name);
    }
  }

  /** Says whether it is written. */
  String state() {
    return failing
        ? ", can't be written; AI calls " + (blocks ? "are refused" : "go on")
        : ", written";
  }

  private boolean healthy() {
    boolean healthy = file.isHealthy();
    if (healthy == failing) {
      report(healthy);
    }
    return healthy;
  }

  private synchronized void report(boolean healthy) {
    if (healthy != failing) {
      return; // another thread was faster
    }
    failing = !healthy;
    if (healthy) {
      AgentLog.info("the audit trail is written again: " + name);
      if (Cordon.hasBlindSpot()) {
        BlindSpotReports.again();
      }
    } else {
      AgentLog.error(
          "the audit trail can't be written: "
              + name
              + (blocks ? "; AI calls are refused until it can" : "; AI calls go on without it"));
    }
  }
}
