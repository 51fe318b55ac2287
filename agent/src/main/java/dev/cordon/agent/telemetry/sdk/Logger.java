package dev.cordon.agent.telemetry.sdk;

import dev.cordon.agent.boot.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of {@link java.util.logging.Logger} in the SDK that the agent carries: its
 * warnings belong in the agent's log. In the application's they could not be told from those of the
 * application's own SDK, and asking for a logger early would start its log manager too soon.
 * Thread-safe. Has the methods that the SDK calls; a test compares.
 */
public final class Logger {
  private static final Logger ONLY = new Logger();

  private Logger() {}

  /**
   * Returns the logger.
   *
   * @param name ignored
   */
  public static Logger getLogger(String name) {
    return ONLY;
  }

  /** Tells whether a message of this level goes anywhere. */
  public boolean isLoggable(Level level) {
    return level.compareTo(Level.WARNING) >= 0;
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
