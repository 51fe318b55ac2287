package dev.cordon.agent.boot;

import org.jspecify.annotations.Nullable;

/**
 * The agent's own log: lines on stderr that begin with {@code [cordon]}. It never goes through the
 * application's logging, which may not be there yet and may itself be watched by us. Thread-safe.
 *
 * <p>The level comes from the agent argument {@code log}, {@code -Dcordon.log.level} or {@code
 * CORDON_LOG_LEVEL}, in this order: {@code off}, {@code error}, {@code warn}, {@code info} (the
 * default) or {@code debug}.
 */
public final class AgentLog {
  private static final String[] LEVELS = {"off", "error", "warn", "info", "debug"};
  private static final int ERROR = 1;
  private static final int WARN = 2;
  private static final int INFO = 3;
  private static final int DEBUG = 4;

  private static volatile int level = initialLevel();

  private AgentLog() {}

  /** Reports what keeps the agent from doing its work. */
  public static void error(String message) {
    log(ERROR, "error: ", message, null);
  }

  /**
   * Reports a fault of our own.
   *
   * @param message what it means for the user
   * @param fault the fault; its stack trace is printed at level debug only
   */
  public static void error(String message, Throwable fault) {
    log(ERROR, "error: ", message, fault);
  }

  /** Reports what the user should look at. */
  public static void warn(String message) {
    log(WARN, "warning: ", message, null);
  }

  /** Reports what happened. */
  public static void info(String message) {
    log(INFO, "", message, null);
  }

  /** Reports what helps to find a fault. */
  public static void debug(String message) {
    log(DEBUG, "debug: ", message, null);
  }

  /** Tells whether debug messages are printed. */
  public static boolean isDebug() {
    return level >= DEBUG;
  }

  /** Tells whether info messages are printed. */
  public static boolean isInfo() {
    return level >= INFO;
  }

  /**
   * Sets the level.
   *
   * @param name a level's name
   * @return whether there is such a level; otherwise nothing changes
   */
  static boolean setLevel(String name) {
    int found = indexOf(name);
    if (found >= 0) {
      level = found;
    }
    return found >= 0;
  }

  private static void log(int lineLevel, String prefix, String message, @Nullable Throwable fault) {
    if (lineLevel > level) {
      return;
    }
    StringBuilder line = new StringBuilder("[cordon] ").append(prefix).append(message);
    if (fault != null) {
      // No message of a foreign exception: it may quote what the application was about to send.
      line.append(" (").append(fault.getClass().getName()).append(')');
    }
    System.err.println(line);
    if (fault != null && level >= DEBUG) {
      trace(fault);
    }
  }

  private static void trace(Throwable fault) {
    StringBuilder trace = new StringBuilder("[cordon] debug: ").append(fault.getClass().getName());
    for (StackTraceElement element : fault.getStackTrace()) {
      trace.append("\n\tat ").append(element);
    }
    System.err.println(trace);
    Throwable cause = fault.getCause();
    if (cause != null && cause != fault) {
      trace(cause);
    }
  }

  private static int initialLevel() {
    String name = System.getProperty("cordon.log.level");
    if (name == null) {
      name = System.getenv("CORDON_LOG_LEVEL");
    }
    int found = name == null || name.isEmpty() ? INFO : indexOf(name);
    if (found < 0) {
      System.err.println("[cordon] error: unknown log level '" + name + "': valid are " + levels());
      return INFO;
    }
    return found;
  }

  private static int indexOf(String name) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (LEVELS[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the names of the levels, for messages. */
  static String levels() {
    return "off, error, warn, info, debug";
  }
}
