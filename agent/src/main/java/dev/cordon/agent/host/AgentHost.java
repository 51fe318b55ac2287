package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.telemetry.Notice;
import dev.cordon.agent.telemetry.Telemetry;
import dev.cordon.engine.Engine;
import dev.cordon.engine.EngineConfig;
import dev.cordon.engine.Gate;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.instrumentation.Cordon;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agent as the instrumentations see it: starts the engine with its policy, its telemetry and
 * the log of calls when advice asks for the gate first. Thread-safe.
 */
public final class AgentHost implements Cordon.Host {
  private static boolean installed;

  private final Set<String> reported = new HashSet<String>();
  private volatile @Nullable Engine engine;
  private volatile @Nullable Gate failed;
  private volatile @Nullable AgentAudit trail;

  private AgentHost() {}

  /** Makes the engine reachable for advice; the engine itself starts with the first call. */
  public static synchronized void install() {
    if (!installed) {
      installed = true;
      Cordon.install(new AgentHost());
    }
  }

  @Override
  public Gate gate() {
    Gate started = engine;
    if (started == null) {
      started = failed;
    }
    return started == null ? start() : started;
  }

  private synchronized Gate start() {
    Engine started = engine;
    if (started != null) {
      return started;
    }
    Gate instead = failed;
    if (instead != null) {
      return instead;
    }
    return AccessController.doPrivileged(
        new PrivilegedAction<Gate>() {
          @Override
          public Gate run() {
            return startAsOurselves();
          }
        });
  }

  /**
   * The threads that are made here remember the protection domains of their makers until they end.
   * Without the application on the stack they remember none of its, and so not its class loaders.
   */
  private Gate startAsOurselves() {
    Engine started;
    Gate instead;
    try {
      PolicySource policies = AgentPolicy.source();
      AuditRules audit = policies.current().audit();
      Telemetry telemetry = telemetry(audit != null && audit.otlp());
      EngineConfig config =
          new EngineConfig()
              .policies(policies)
              .log(new EngineMessages())
              .captureContent(telemetry.capturesContent())
              .observer(telemetry);
      if (audit != null) {
        AgentAudit opened = AgentAudit.open(audit, telemetry.logs());
        config.observer(opened); // behind telemetry, which knows the span
        trail = opened;
      }
      started = Engine.start(config.observer(new CallLog()));
      engine = started;
      return started;
    } catch (Throwable fault) {
      AgentLog.error("the engine could not start, AI calls are refused", fault);
      instead = new FailedGate();
      failed = instead;
      return instead;
    }
  }

  private Telemetry telemetry(boolean audit) {
    Telemetry telemetry =
        Telemetry.start(
            System.getenv(),
            System.getProperties(),
            new Notice() {
              @Override
              public void warn(String message) {
                AgentLog.warn(message);
              }
            },
            audit);
    try {
      Runtime.getRuntime().addShutdownHook(new Flush(telemetry));
    } catch (IllegalStateException e) {
      AgentLog.debug("the JVM ends already"); // a call in another shutdown hook
    }
    return telemetry;
  }

  /** Sends what is left when the JVM ends. */
  private final class Flush extends Thread {
    private static final long AT_MOST_MILLIS = 2000;
    private static final long VAULT_MILLIS = 500;
    private static final long AUDIT_MILLIS = 1000;

    private final Telemetry telemetry;

    Flush(Telemetry telemetry) {
      super("cordon-flush");
      this.telemetry = telemetry;
      setContextClassLoader(null);
    }

    @Override
    public void run() {
      Engine started = engine;
      if (started != null) {
        started.flush(VAULT_MILLIS);
      }
      AgentAudit audit = trail;
      if (audit != null) {
        audit.flush(AUDIT_MILLIS);
      }
      telemetry.shutdown(AT_MOST_MILLIS);
    }
  }

  @Override
  public void fault(String where, Throwable fault) {
    String kind = where + ' ' + fault.getClass().getName();
    synchronized (reported) {
      if (!reported.add(kind)) {
        return;
      }
    }
    AgentLog.error("fault in " + where + " (further ones of this kind are not reported)", fault);
  }

  @Override
  public boolean refuseOnFault() {
    Engine started = engine;
    return started == null || started.refusesOnFault();
  }
}
