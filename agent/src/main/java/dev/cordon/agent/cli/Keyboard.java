package dev.cordon.agent.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/** Waits for the key q: pressed alone on a terminal, else a line or the end of the input. */
final class Keyboard implements Closeable {
  private static final long STEP_MILLIS = 50;
  private static final File TERMINAL = new File("/dev/tty");

  private final Console console;
  private final boolean terminal;
  private final boolean raw;

  private Keyboard(Console console, boolean terminal, boolean raw) {
    this.console = console;
    this.terminal = terminal;
    this.raw = raw;
  }

  /** Returns the keyboard; {@link #close} gives the terminal back as it was. */
  static Keyboard of(Console console) {
    boolean terminal = console.out == System.out && Ansi.AUTO.enabled();
    boolean raw = terminal && stty("-icanon", "-echo");
    if (raw) { // also when it is interrupted
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stty("icanon", "echo")));
    }
    return new Keyboard(console, terminal, raw);
  }

  boolean isTerminal() {
    return terminal;
  }

  /**
   * Waits.
   *
   * @return whether q was pressed meanwhile
   */
  boolean quits(long millis) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      while (console.in.available() > 0) {
        int key = console.in.read();
        if (key == 'q' || key == 'Q' || key < 0) {
          return true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    }
    return false;
  }

  /** The one way on Unix to get keys before Enter without a native library. */
  private static boolean stty(String... settings) {
    String[] command = new String[settings.length + 1];
    command[0] = "stty";
    System.arraycopy(settings, 0, command, 1, settings.length);
    try {
      Process process =
          new ProcessBuilder(command).redirectInput(TERMINAL).redirectErrorStream(true).start();
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no Unix: q and Enter
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (raw) {
      stty("icanon", "echo");
    }
  }
}
