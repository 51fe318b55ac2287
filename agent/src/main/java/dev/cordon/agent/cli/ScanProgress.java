package dev.cordon.agent.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Says how far a scan is, on a terminal only, and leaves nothing of it there. */
final class ScanProgress {
  private static final long EVERY_NANOS = 100_000_000L;
  private static final int WIDTH = 79;

  private final PrintStream err;
  private final boolean shown;
  private long last = System.nanoTime();
  private int files;
  private boolean dirty;

  ScanProgress(PrintStream err) {
    this.err = err;
    this.shown = err == System.err && Ansi.AUTO.enabled();
  }

  void file(Path file, int of) {
    files++;
    long now = System.nanoTime();
    if (!shown || now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    StringBuilder line = new StringBuilder("scan: " + files + " of " + of + ": " + file);
    line.setLength(Math.min(WIDTH, line.length()));
    while (line.length() < WIDTH) {
      line.append(' ');
    }
    err.print("\r" + line + "\r");
    err.flush();
    dirty = true;
  }

  void end() {
    if (dirty) {
      StringBuilder blank = new StringBuilder();
      while (blank.length() < WIDTH) {
        blank.append(' ');
      }
      err.print("\r" + blank + "\r");
      err.flush();
    }
  }
}
