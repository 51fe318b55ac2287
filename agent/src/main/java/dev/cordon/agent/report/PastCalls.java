package dev.cordon.agent.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls that a trail recorded so far. */
public final class PastCalls {
  private PastCalls() {}

  /** One call; valid while it is handed over. */
  public static final class Call {
    private final TrailRecord record;
    private final long millis;

    Call(TrailRecord record, long millis) {
      this.record = record;
      this.millis = millis;
    }

    /** Returns when it began, in milliseconds since the epoch. */
    public long millis() {
      return millis;
    }

    /** Returns a field as it was recorded, or null. */
    public @Nullable String text(String field) {
      return record.textOrNull(field.equals("vendor") ? TrailRecord.VENDOR : field);
    }

    /** Tells whether it was refused. */
    public boolean isRefused() {
      return record.isRefused();
    }

    /** Returns what it cost, in billionths of a US dollar, as far as it is known. */
    public long costNanos() {
      return record.number(TrailRecord.COST);
    }

    /** Returns the classes of data in its request. */
    public Set<String> classes() {
      Set<String> classes = new TreeSet<>();
      for (int i = 0; i < record.findings; i++) {
        classes.add(record.findingClasses[i]);
      }
      return classes;
    }
  }

  /**
   * Reads a trail, oldest files first.
   *
   * @param trail the file being written; older files are found beside it
   * @param into gets each call
   * @throws IOException when a file can't be read
   */
  public static void read(Path trail, Consumer<Call> into) throws IOException {
    TrailPass.calls(trail, records -> {}, (record, time) -> into.accept(new Call(record, time)));
  }
}
