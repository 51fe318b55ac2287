package dev.cordon.agent.telemetry;

import org.jspecify.annotations.Nullable;

/** What to call a service that nobody named. */
final class ProgramName {
  private ProgramName() {}

  /**
   * Returns the main class or the jar's name without its directory and ending.
   *
   * @param command {@code sun.java.command}: the program, then its arguments, which go nowhere
   */
  static @Nullable String of(@Nullable String command) {
    if (command == null) {
      return null;
    }
    // Up to the first blank: a path with blanks is cut short, but an argument never gets out.
    int blank = command.indexOf(' ');
    String program = blank < 0 ? command : command.substring(0, blank);
    if (program.endsWith(".jar")) {
      program = program.substring(0, program.length() - 4);
    }
    int directory = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
    String name = program.substring(directory + 1);
    return name.isEmpty() ? null : name;
  }
}
