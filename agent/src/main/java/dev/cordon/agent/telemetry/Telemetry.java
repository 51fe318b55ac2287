package dev.cordon.agent.telemetry;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.CapturedContent;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Turns Exchanges into spans and metrics. A call goes through the OpenTelemetry agent beside us if
 * there is one, else through the application's own OpenTelemetry if that is live, else through the
 * SDK in our own class loader if {@code OTEL_*} says where to, else nowhere. Thread-safe; throws
 * nothing.
 */
public final class Telemetry implements ExchangeObserver {
  private final Notice notice;
  private final Applications applications;
  private final @Nullable EmbeddedPipeline embedded;
  private final Capture capture;
  private final int captureLimit;
  private final boolean exportsAudit;
  private final String destination;
  private volatile boolean faulty;

  private Telemetry(
      TelemetrySettings settings, Notice notice, @Nullable EmbeddedPipeline embedded) {
    this.capture = settings.capture();
    this.captureLimit = settings.captureLimit();
    this.exportsAudit = settings.exportsAudit();
    this.destination = settings.destination();
    this.notice = notice;
    this.applications = new Applications(notice);
    this.embedded = embedded;
  }

  /** Starts with what the settings say alone: the policy asks for no log records. */
  public static Telemetry start(
      Map<String, String> environment, Properties properties, Notice notice) {
    return start(environment, properties, notice, false, false);
  }

  /**
   * Reads the settings and nothing else: the SDK starts with the first Exchange, on its own thread.
   *
   * @param environment the environment variables
   * @param properties the system properties, which win
   * @param notice told of what the operator should know
   * @param audit whether the policy wants audit records sent
   * @param alerts whether the policy has alerts
   * @return the observer
   */
  public static Telemetry start(
      Map<String, String> environment,
      Properties properties,
      Notice notice,
      boolean audit,
      boolean alerts) {
    TelemetrySettings settings = new TelemetrySettings(environment, properties, audit, alerts);
    EmbeddedPipeline embedded =
        settings.exportsAny() ? new EmbeddedPipeline(settings, notice) : null;
    Telemetry telemetry = new Telemetry(settings, notice, embedded);
    if (telemetry.applications.agent() == null) { // which has more than we have
      for (String problem : settings.problems()) {
        notice.warn(problem);
      }
    }
    return telemetry;
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    try {
      return open(record);
    } catch (RuntimeException | LinkageError fault) {
      fault(fault);
      return null;
    }
  }

  private @Nullable Call open(ExchangeRecord record) {
    ApplicationTelemetry agent = applications.agent();
    Call call = agent == null ? null : agent.open(record);
    if (call != null) {
      return call;
    }
    ApplicationTelemetry application = applications.of(record.head().library().loader());
    if (application == null) {
      application = applications.of(Thread.currentThread().getContextClassLoader());
    }
    call = application == null ? null : application.open(record);
    if (call != null || embedded == null) {
      return call;
    }
    return embedded.open(record, application);
  }

  /**
   * Counts a place where calls may pass unseen; an alert is a log record as well.
   *
   * @param spot the place
   * @param loader the library's loader, null for the bootstrap loader
   * @return false when there is no telemetry that could be told now; there may be one later
   */
  public boolean blindSpot(BlindSpot spot, @Nullable ClassLoader loader) {
    try {
      ApplicationTelemetry agent = applications.agent();
      if (agent != null && agent.blindSpot(spot)) {
        return true;
      }
      ApplicationTelemetry application =
          applications.of(loader == null ? ClassLoader.getSystemClassLoader() : loader);
      if (application != null && application.blindSpot(spot)) {
        return true;
      }
      if (embedded != null) {
        embedded.blindSpot(spot);
      }
      return embedded != null;
    } catch (RuntimeException | LinkageError fault) {
      fault(fault);
      return true; // it would fail again
    }
  }

  @Override
  public Exchange.@Nullable Scope makeCurrent(@Nullable Object state) {
    try {
      return state instanceof Call ? ((Call) state).makeCurrent() : null;
    } catch (RuntimeException | LinkageError fault) {
      fault(fault);
      return null;
    }
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    if (state instanceof Call) {
      try {
        ((Call) state).end(record, conversation(record));
      } catch (RuntimeException | LinkageError fault) {
        fault(fault);
      }
    }
  }

  private @Nullable Conversation conversation(ExchangeRecord record) {
    CapturedContent content = record.content();
    record.content(null); // observers behind us have no use for it
    return content == null || capture == Capture.NO_CONTENT
        ? null
        : new Conversation(content, record.operation(), capture, captureLimit);
  }

  /**
   * Tells whether the operator asked for the messages, so that the engine has to keep them: {@code
   * EngineConfig.captureContent}.
   */
  public boolean capturesContent() {
    return capture != Capture.NO_CONTENT;
  }

  /** Says where spans, metrics and log records go, without credentials. */
  public String destination() {
    return applications.agent() == null
        ? destination
        : "through the OpenTelemetry agent beside Cordon";
  }

  /** Returns what takes audit records where settings or policy asked for them, else null. */
  public @Nullable LogsExport logs() {
    EmbeddedPipeline pipeline = embedded;
    if (!exportsAudit || pipeline == null) {
      return null;
    }
    return new LogsExport() {
      @Override
      public void audit(ExchangeRecord record, String line) {
        try {
          pipeline.audit(record, line);
        } catch (RuntimeException | LinkageError fault) {
          fault(fault);
        }
      }
    };
  }

  /**
   * Sends what is left and stops. Later Exchanges are not recorded.
   *
   * @param millis how long to wait at most
   */
  public void shutdown(long millis) {
    if (embedded != null) {
      embedded.shutdown(millis);
    }
  }

  /** Says that telemetry failed, once, without the message: it may quote content. */
  private void fault(Throwable fault) {
    if (!faulty) {
      faulty = true;
      notice.warn("telemetry of a call failed: " + fault.getClass().getName());
    }
  }
}
