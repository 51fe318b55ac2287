package dev.cordon.agent.cli;

/**
 * The exit codes that commands share; what they mean for one command stands in its help. A command
 * never ends with another code.
 */
final class ExitCode {
  /** Done; what was checked is whole, clean or valid. */
  static final int OK = 0;

  /** Not whole, not clean, or something could not be read. */
  static final int NOT = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A key is missing or another one ({@code audit}, {@code report}); policy refuses. */
  static final int KEY = 3;

  private ExitCode() {}
}
