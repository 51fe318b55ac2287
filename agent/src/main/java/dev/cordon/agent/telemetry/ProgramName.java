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
    int jar = command.indexOf(".jar");
    int blank = command.indexOf(' ');
    boolean isJar = jar > 0 && (jar + 4 == command.length() || command.charAt(jar + 4) == ' ');
    String program = isJar ? command.substring(0, jar) : first(command, blank);
    int directory = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
    String name = program.substring(directory + 1);
    return name.isEmpty() ? null : name;
  }

  private static String first(String command, int blank) {
    return blank < 0 ? command : command.substring(0, blank);
  }
}
