package dev.cordon.agent.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a command in another process asks this JVM: {@code …,attach=FILE} or {@code doctor=FILE} at
 * the end of the agent's arguments. The answer goes to the file, which is made anew: in a folder
 * that only the user who asks, and whom the JVM let attach, can enter. Loaded only when asked.
 */
final class Inquiry {
  private final boolean isDoctor;
  private final String file;

  /** The arguments without the question. */
  final @Nullable String rest;

  private Inquiry(boolean isDoctor, String file, @Nullable String rest) {
    this.isDoctor = isDoctor;
    this.file = file;
    this.rest = rest;
  }

  /** Finds the question; null when there is none. */
  static @Nullable Inquiry in(String arguments) {
    for (String key : new String[] {"doctor=", "attach="}) {
      int at = arguments.lastIndexOf(key);
      if (at == 0 || (at > 0 && arguments.charAt(at - 1) == ',')) {
        String rest = at == 0 ? null : arguments.substring(0, at - 1);
        return new Inquiry(key.charAt(0) == 'd', arguments.substring(at + key.length()), rest);
      }
    }
    return null;
  }

  /** Tells whether only to look, and not to start anything. */
  boolean isDoctor() {
    return isDoctor;
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
