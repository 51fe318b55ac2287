package dev.cordon.agent.report;

import dev.cordon.agent.audit.AuditLines;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a trail from its begin to its end, once, in constant memory. */
public final class TrailPass {
  private static final int EVERY = 250_000;

  private TrailPass() {}

  /** Hears how far the reading has come. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called now and then.
     *
     * @param records how many records have been counted
     */
    void read(long records);
  }

  /** Takes lines. */
  @FunctionalInterface
  interface Lines {
    /**
     * Called for each line.
     *
     * @param line holds it; valid during the call
     * @param length its length in bytes
     */
    void add(byte[] line, int length);
  }

  /** Takes records of calls. */
  @FunctionalInterface
  interface Calls {
    /**
     * Called for each call.
     *
     * @param record valid during the call
     * @param time when the call began, in milliseconds since the epoch
     */
    void add(TrailRecord record, long time);
  }

  static void lines(Path trail, Progress progress, Lines into) throws IOException {
    try (AuditLines lines = AuditLines.open(trail)) {
      long count = 0;
      while (lines.next()) {
        into.add(lines.line(), lines.length());
        if (++count % EVERY == 0) {
          progress.read(count);
        }
      }
    }
  }

  /** Reads the records of calls; returns how many lines could not be read. */
  static long calls(Path trail, Progress progress, Calls into) throws IOException {
    TrailRecord record = new TrailRecord();
    RecordParser parser = new RecordParser();
    long[] unreadable = {0};
    lines(
        trail,
        progress,
        (line, length) -> {
          if (length == 0) {
            return;
          }
          boolean read = parser.parse(line, length, record);
          long time = read ? record.time() : -1;
          if (!read || (time < 0 && record.isExchange())) {
            unreadable[0]++;
          } else if (record.isExchange()) {
            into.add(record, time);
          }
        });
    return unreadable[0];
  }
}
