package dev.cordon.agent.librarylog;

import dev.cordon.agent.boot.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of {@link java.util.logging.Logger} in libraries that the agent carries: their
 * warnings belong in the agent's log. In the application's they could not be told from those of the
 * application's own, and asking for a logger early would start its log manager too soon.
 * Thread-safe. Has the methods that the libraries call; a test compares.
 */
public final class Logger {
  private static final Logger SDK = new Logger(true);
  private static final Logger SILENT = new Logger(false);

  private final boolean writes;

  private Logger(boolean writes) {
    this.writes = writes;
  }

  /**
   * Returns a logger: of the SDK's own classes; what sends is watched by the agent itself, and
   * would quote what a collector answers.
   *
   * @param name the name of a class
   */
  public static Logger getLogger(String name) {
    boolean sends =
        name.startsWith("io.opentelemetry.exporter.internal.")
            || name.startsWith("io.opentelemetry.exporter.sender.");
    return name.startsWith("io.opentelemetry.") && !sends ? SDK : SILENT;
  }

  /** Tells whether a message of this level goes anywhere. */
  public boolean isLoggable(Level level) {
    return writes && level.compareTo(Level.WARNING) >= 0;
  }

  /** Drops a message: it is for developers of the SDK. */
  public void fine(String message) {}

  /** Drops a message: it says nothing that an operator could act on. */
  public void info(String message) {}

  /** Writes a message. */
  public void warning(String message) {
    log(Level.WARNING, message);
  }

  /** Writes a message if it is a warning. */
  public void log(Level level, String message) {
    if (isLoggable(level)) {
      AgentLog.warn("telemetry: " + message);
    }
  }

  /** Writes a message if it is a warning. */
  public void log(Level level, String message, @Nullable Object parameter) {
    log(level, message);
  }

  /** Writes a message if it is a warning. */
  public void log(Level level, String message, Object @Nullable [] parameters) {
    log(level, message);
  }

  /** Writes a message and the kind of failure if it is a warning. */
  public void log(Level level, String message, @Nullable Throwable failure) {
    log(level, failure == null ? message : message + ": " + failure.getClass().getName());
  }
}
