package dev.cordon.agent.telemetry;

import dev.cordon.engine.Exchange;
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
  private volatile boolean faulty;

  private final boolean content;

  private Telemetry(
      TelemetrySettings settings, Notice notice, @Nullable EmbeddedPipeline embedded) {
    this.content = settings.capturesContent();
    this.notice = notice;
    this.applications = new Applications(notice);
    this.embedded = embedded;
  }

  /**
   * Reads the settings and nothing else: the SDK starts with the first Exchange, on its own thread.
   *
   * @param environment the environment variables
   * @param properties the system properties, which win
   * @param notice told of what the operator should know
   * @return the observer
   */
  public static Telemetry start(
      Map<String, String> environment, Properties properties, Notice notice) {
    TelemetrySettings settings = new TelemetrySettings(environment, properties);
    EmbeddedPipeline embedded = null;
    if (settings.exportsTraces() || settings.exportsMetrics()) {
      String protocol = settings.unsupported();
      if (protocol == null) {
        embedded = new EmbeddedPipeline(settings, notice);
      } else {
        notice.warn(
            "telemetry is off: OTLP by " + protocol + " is not supported, http/protobuf is");
      }
    }
    return new Telemetry(settings, notice, embedded);
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
        ((Call) state).end(record);
      } catch (RuntimeException | LinkageError fault) {
        fault(fault);
      }
    }
  }

  /**
   * Tells whether the user asked for the messages. Who fills the record then adds them, redacted,
   * with {@link ExchangeRecord#attribute} as {@code gen_ai.input.messages}, {@code
   * gen_ai.output.messages} and {@code gen_ai.system_instructions}: the JSON of the conventions as
   * one string.
   */
  public boolean capturesContent() {
    return content;
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
