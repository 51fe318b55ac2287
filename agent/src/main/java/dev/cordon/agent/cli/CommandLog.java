package dev.cordon.agent.cli;

import dev.cordon.engine.EngineLog;
import java.io.PrintStream;

/** Prints what the engine reports while a command runs. */
final class CommandLog implements EngineLog {
  private final String command;
  private final PrintStream err;

  CommandLog(String command, PrintStream err) {
    this.command = command;
    this.err = err;
  }

  @Override
  public void info(String message) {
    err.println(command + ": " + message);
  }

  @Override
  public void error(String message) {
    err.println(command + ": " + message);
  }
}
