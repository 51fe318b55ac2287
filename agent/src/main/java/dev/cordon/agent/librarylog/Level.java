package dev.cordon.agent.librarylog;

/**
 * Takes the place of {@link java.util.logging.Level} in the SDK that the agent carries, because a
 * small run-time image has no {@code java.logging}. Has the levels that the SDK names; a test
 * compares.
 */
public enum Level {
  /** Details for developers of the SDK. */
  FINEST,
  /** For developers of a library. */
  FINER,
  /** For developers of the SDK. */
  FINE,
  /** Nothing that an operator could act on. */
  INFO,
  /** Something is lost or set wrongly. */
  WARNING,
  /** Nothing is exported. */
  SEVERE
}
