package dev.cordon.agent.host;

import dev.cordon.agent.audit.CallOrigin;
import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.telemetry.Notice;
import dev.cordon.agent.telemetry.Telemetry;
import dev.cordon.engine.Gate;
import dev.cordon.engine.Library;
import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.limit.LimitUse;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The agent as the instrumentations see it: starts the engine with its policy, its telemetry and
 * the log of calls when advice asks for the gate first. Thread-safe.
 */
public final class AgentHost implements Cordon.Host {
  private static boolean installed;
  private static @Nullable AgentHost current;
  private static final Refusals REFUSALS = new Refusals();
  private static final CallLog CALLS = new CallLog();
  private static final AtomicBoolean FLUSHES = new AtomicBoolean();

  private final Set<String> reported = new HashSet<String>();
  private volatile @Nullable Engine engine;
  private volatile @Nullable Gate failed;
  private volatile @Nullable PolicySource policies;
  private volatile @Nullable AgentAudit trail;
  private volatile @Nullable Telemetry telemetry;

  private AgentHost() {}

  /** Makes the engine reachable for advice; the engine itself starts with the first call. */
  public static synchronized void install() {
    if (!installed) {
      installed = true;
      AgentHost host = new AgentHost();
      current = host;
      Cordon.install(host);
    }
  }

  /** Returns what became of the calls so far. */
  static Refusals refusals() {
    return REFUSALS;
  }

  /** Tells whether the engine runs. */
  static synchronized String engineState() {
    AgentHost host = current;
    if (host != null && host.failed != null) {
      return "could not start: AI calls are refused";
    }
    return host == null || host.engine == null ? "not started: no AI call so far" : "running";
  }

  /** Returns what is used of limits; none before the first call. */
  static synchronized List<LimitUse> limitsUsed() {
    AgentHost host = current;
    Engine running = host == null ? null : host.engine;
    return running == null ? Collections.<LimitUse>emptyList() : running.limitsUsed();
  }

  /** Tells whether the trail is written; behind its name. */
  static synchronized String auditState() {
    AgentHost host = current;
    AgentAudit trail = host == null ? null : host.trail;
    return trail == null ? ", opened with the first AI call" : trail.state();
  }

  /** Says where telemetry goes. */
  static synchronized String telemetryPlace() {
    AgentHost host = current;
    Telemetry telemetry = host == null ? null : host.telemetry;
    return telemetry == null ? "started with the first AI call" : telemetry.destination();
  }

  /**
   * Has the trail record a place where calls may pass unseen; starts the engine where nobody has.
   * While the policy is {@code mode: off} nothing is recorded.
   *
   * @return false to try again later
   */
  static boolean record(BlindSpot spot) {
    if (isOff()) {
      return false;
    }
    install();
    AgentHost host = Objects.requireNonNull(current());
    host.gate();
    AgentAudit audit = host.trail;
    return audit == null || audit.blindSpot(spot, AgentPolicy.source().current());
  }

  /** Counts a place where calls may pass unseen in the metrics; false to try again later. */
  static boolean count(BlindPlace place) {
    AgentHost host = current();
    if (host == null || isOff()) {
      return false;
    }
    Telemetry started = host.telemetry;
    return started == null || started.blindSpot(place.spot(), place.loader());
  }

  /** Tells telemetry of an alert; it belongs to no application's library. */
  static void export(Alert alert) {
    AgentHost host = current();
    Telemetry started = host == null ? null : host.telemetry;
    if (started != null) {
      started.blindSpot(alert, null);
    }
  }

  /** Says what became of alerts. */
  static synchronized String alertState() {
    AgentHost host = current;
    AgentAudit trail = host == null ? null : host.trail;
    return trail == null ? "none so far" : trail.alertState();
  }

  private static boolean isOff() {
    return AgentPolicy.source().current().mode() == Mode.OFF;
  }

  @Override
  public Gate gate() {
    Gate started = engine;
    if (started == null) {
      started = failed;
    }
    return started == null ? start() : started;
  }

  @Override
  public boolean asksForPaths() {
    PolicySource known = policies;
    if (known == null) {
      known = AgentPolicy.source();
      policies = known;
    }
    return known.current().needsCallPath();
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
      Telemetry telemetry = telemetry(policies.current());
      EngineConfig config =
          new EngineConfig()
              .policies(policies)
              .callers(new CallOrigin())
              .openHooks(library -> Cordon.hasBlindSpot() ? OpenHooks.in(library) : null)
              .log(new EngineMessages())
              .captureContent(telemetry.capturesContent())
              .observer(PrivilegedObserver.of(telemetry));
      if (audit != null) {
        AgentAudit opened = AgentAudit.open(audit, telemetry.logs());
        config.observer(PrivilegedObserver.of(opened)); // behind telemetry, which knows the span
        trail = opened;
      }
      started = Engine.start(config.observer(REFUSALS).observer(PrivilegedObserver.of(CALLS)));
      engine = started;
      AgentLog.info(AgentPolicy.summary(policies.current(), telemetry.destination()));
      return started;
    } catch (Throwable fault) {
      AgentLog.error("the engine could not start, AI calls are refused", fault);
      instead = new FailedGate();
      failed = instead;
      return instead;
    }
  }

  private Telemetry telemetry(Policy policy) {
    AuditRules audit = policy.audit();
    Telemetry started =
        Telemetry.start(
            System.getenv(),
            System.getProperties(),
            new Notice() {
              @Override
              public void warn(String message) {
                AgentLog.warn(message);
              }
            },
            audit != null && audit.otlp(),
            policy.alerts() != null);
    telemetry = started;
    flushAtEnd();
    return started;
  }

  /** Has what is left sent when the JVM ends. */
  static void flushAtEnd() {
    if (FLUSHES.getAndSet(true)) {
      return;
    }
    try {
      Runtime.getRuntime().addShutdownHook(new Flush());
    } catch (IllegalStateException e) {
      AgentLog.debug("the JVM ends already"); // a call in another shutdown hook
    }
  }

  /** Sends what is left when the JVM ends. */
  private static final class Flush extends Thread {
    private static final long AT_MOST_MILLIS = 5000;
    private static final long BLIND_SPOTS_MILLIS = 5000;
    private static final long VAULT_MILLIS = 500;
    private static final long AUDIT_MILLIS = 1000;

    Flush() {
      super("cordon-flush");
      setContextClassLoader(null);
    }

    @Override
    public void run() {
      if (Cordon.hasBlindSpot()) {
        BlindSpotReports.await(BLIND_SPOTS_MILLIS);
      }
      AgentHost host = current();
      if (host != null) {
        host.flush();
      }
    }
  }

  private static synchronized @Nullable AgentHost current() {
    return current;
  }

  private void flush() {
    Engine started = engine;
    if (started != null) {
      started.flush(Flush.VAULT_MILLIS);
    }
    CALLS.flush();
    AgentAudit audit = trail;
    if (audit != null) {
      audit.flush(Flush.AUDIT_MILLIS);
    }
    Telemetry exporting = telemetry;
    if (exporting != null) {
      exporting.shutdown(Flush.AT_MOST_MILLIS);
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
  public @Nullable IOException connecting(String host) {
    return Connections.opening(host);
  }

  @Override
  public @Nullable IOException secured(String host, @Nullable SSLSession session, boolean shows) {
    return TlsConnections.secured(host, session, shows);
  }

  @Override
  public X509ExtendedKeyManager shown(X509ExtendedKeyManager keys) {
    return TlsConnections.shown(keys);
  }

  @Override
  public void called(String host) {
    Connections.called(host);
  }

  @Override
  public void unhooked(Library library, String className, LinkageError why) {
    String reason = "it does not fit (" + why.getClass().getName() + ")";
    OpenHooks.add(library.name(), className, library.loader(), reason);
  }

  @Override
  public boolean refuseOnFault() {
    Engine started = engine;
    return started == null || started.refusesOnFault();
  }
}
