package dev.cordon.agent.librarylog;

/**
 * Takes the place of {@code org.slf4j.LoggerFactory} in libraries that the agent carries: there is
 * no search for a provider, and nothing on standard error about its absence. Thread-safe.
 */
public final class Slf4jLoggerFactory {
  private static final Slf4jLogger ONLY = new Slf4jLogger() {};

  private Slf4jLoggerFactory() {}

  /** Returns the logger. */
  public static Slf4jLogger getLogger(Class<?> type) {
    return ONLY;
  }

  /** Returns the logger. */
  public static Slf4jLogger getLogger(String name) {
    return ONLY;
  }
}
