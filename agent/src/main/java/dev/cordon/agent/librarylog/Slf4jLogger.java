package dev.cordon.agent.librarylog;

import dev.cordon.agent.boot.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of {@code org.slf4j.Logger} in libraries that the agent carries. Warnings and
 * errors are written to the agent's log at level debug, as their text without parameters, which may
 * hold values; all else is dropped. What an operator should know, whoever uses the library says
 * once: a client of Redis that lost a sentinel repeats it every five seconds. Thread-safe. Has the
 * methods that the libraries call; a test compares.
 */
public interface Slf4jLogger {
  /** Returns false. */
  default boolean isTraceEnabled() {
    return false;
  }

  /** Returns false. */
  default boolean isDebugEnabled() {
    return false;
  }

  /** Returns false. */
  default boolean isInfoEnabled() {
    return false;
  }

  /** Tells whether warnings are written. */
  default boolean isWarnEnabled() {
    return AgentLog.isDebug();
  }

  /** Drops a message. */
  default void trace(String message) {}

  /** Drops a message. */
  default void trace(String message, @Nullable Object parameter) {}

  /** Drops a message. */
  default void trace(String message, @Nullable Object first, @Nullable Object second) {}

  /** Drops a message. */
  default void trace(String message, @Nullable Object... parameters) {}

  /** Drops a message. */
  default void trace(String message, @Nullable Throwable failure) {}

  /** Drops a message. */
  default void debug(String message) {}

  /** Drops a message. */
  default void debug(String message, @Nullable Object parameter) {}

  /** Drops a message. */
  default void debug(String message, @Nullable Object first, @Nullable Object second) {}

  /** Drops a message. */
  default void debug(String message, @Nullable Object... parameters) {}

  /** Drops a message. */
  default void debug(String message, @Nullable Throwable failure) {}

  /** Drops a message. */
  default void info(String message) {}

  /** Drops a message. */
  default void info(String message, @Nullable Object parameter) {}

  /** Drops a message. */
  default void info(String message, @Nullable Object first, @Nullable Object second) {}

  /** Drops a message. */
  default void info(String message, @Nullable Object... parameters) {}

  /** Drops a message. */
  default void info(String message, @Nullable Throwable failure) {}

  /** Writes a message. */
  default void warn(String message) {
    AgentLog.debug("library: " + message);
  }

  /** Writes a message without its parameter. */
  default void warn(String message, @Nullable Object parameter) {
    warn(message);
  }

  /** Writes a message without its parameters. */
  default void warn(String message, @Nullable Object first, @Nullable Object second) {
    warn(message);
  }

  /** Writes a message without its parameters. */
  default void warn(String message, @Nullable Object... parameters) {
    warn(message);
  }

  /** Writes a message and the kind of failure. */
  default void warn(String message, @Nullable Throwable failure) {
    warn(failure == null ? message : message + ": " + failure.getClass().getName());
  }

  /** Writes a message. */
  default void error(String message) {
    warn(message);
  }

  /** Writes a message without its parameter. */
  default void error(String message, @Nullable Object parameter) {
    warn(message);
  }

  /** Writes a message without its parameters. */
  default void error(String message, @Nullable Object first, @Nullable Object second) {
    warn(message);
  }

  /** Writes a message without its parameters. */
  default void error(String message, @Nullable Object... parameters) {
    warn(message);
  }

  /** Writes a message and the kind of failure. */
  default void error(String message, @Nullable Throwable failure) {
    warn(message, failure);
  }
}
