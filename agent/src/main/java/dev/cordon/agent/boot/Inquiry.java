package dev.cordon.agent.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a command in another process asks this JVM: {@code …,attach=FILE}, {@code doctor=FILE} or
 * {@code limits=FILE} at the end of the agent's arguments. The answer goes to the file, which is
 * made anew: in a folder that only the user who asks, and whom the JVM let attach, can enter.
 * Loaded only when asked.
 */
final class Inquiry {
  private final char kind;
  private final String file;

  /** The arguments without the question. */
  final @Nullable String rest;

  private Inquiry(char kind, String file, @Nullable String rest) {
    this.kind = kind;
    this.file = file;
    this.rest = rest;
  }

  /** Finds the question; null when there is none. */
  static @Nullable Inquiry in(String arguments) {
    for (String key : new String[] {"doctor=", "limits=", "attach="}) {
      int at = arguments.lastIndexOf(key);
      if (at == 0 || (at > 0 && arguments.charAt(at - 1) == ',')) {
        String rest = at == 0 ? null : arguments.substring(0, at - 1);
        return new Inquiry(key.charAt(0), arguments.substring(at + key.length()), rest);
      }
    }
    return null;
  }

  /** Tells whether only to look, and not to start anything. */
  boolean isDoctor() {
    return kind == 'd';
  }

  /** Tells whether only to say what is used of limits, and not to start anything. */
  boolean isLimits() {
    return kind == 'l';
  }

  /** Writes the answer. */
  void answer(String text) {
    try {
      Files.write(
          Paths.get(file),
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (IOException | RuntimeException e) {
      AgentLog.error("the answer to a command could not be written", e);
    }
  }
}
