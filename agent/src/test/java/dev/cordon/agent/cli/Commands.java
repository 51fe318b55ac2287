package dev.cordon.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as a shell would, without a process. */
public final class Commands {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] in = new byte[0];

  /** Sets what stands on standard input; returns this. */
  public Commands in(String text) {
    in = text.getBytes(UTF_8);
    return this;
  }

  /** Runs a command, whose words may come in one piece; returns its exit code. */
  public int run(String command, String... arguments) {
    out.reset();
    err.reset();
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(arguments));
    return Cli.run(
        words.toArray(new String[0]),
        new ByteArrayInputStream(in),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  /** Returns what the last command printed. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** Returns what the last command complained of. */
  public String err() {
    return err.toString(UTF_8);
  }
}
