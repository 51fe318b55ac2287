package dev.cordon.agent.cli;

import dev.cordon.engine.file.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --key-env NAME} and {@code --key-file FILE}, of which one may be given. */
final class KeyOption {
  private static final int MAX_BYTES = 64 << 10;

  @Option(
      names = "--key-env",
      paramLabel = "NAME",
      description = "The chain's key is in this environment variable.")
  private @Nullable String variable;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The chain's key is in this file.")
  private @Nullable String file;

  /** No key can be had from where the options say that it is. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  /**
   * Returns the key.
   *
   * @param option the options, or null when none was given
   * @return null when none was asked for
   * @throws Missing when the variable or the file has none
   */
  static byte @Nullable [] key(@Nullable KeyOption option) throws Missing {
    if (option == null) {
      return null;
    }
    String variable = option.variable;
    if (variable != null) {
      String text = System.getenv(variable);
      if (text == null || text.trim().isEmpty()) {
        throw new Missing(
            "--key-env " + variable + ": there is no such environment variable, or it is empty");
      }
      return text.trim().getBytes(StandardCharsets.UTF_8);
    }
    return read(String.valueOf(option.file));
  }

  private static byte[] read(String file) throws Missing {
    try {
      byte[] bytes = RegularFile.read(Paths.get(file), MAX_BYTES);
      // As the agent reads it: less only the line's end that editors add.
      String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", "");
      if (text.isEmpty()) {
        throw new Missing("--key-file " + file + ": the file is empty");
      }
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new Missing("--key-file " + file + ": " + Unreadable.why(e));
    }
  }
}
