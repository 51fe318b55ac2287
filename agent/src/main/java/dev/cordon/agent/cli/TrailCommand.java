package dev.cordon.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command that reads one trail. What keeps it from that it says in one line. */
abstract class TrailCommand implements Callable<Integer> {
  final Console console;

  private final String name;

  @Parameters(paramLabel = "AUDIT_FILE", description = "The file being written.")
  private @Nullable Path file;

  /**
   * Makes the command.
   *
   * @param console where it reads and writes
   * @param name how it names itself in messages
   */
  TrailCommand(Console console, String name) {
    this.console = console;
    this.name = name;
  }

  @Override
  public final Integer call() throws InterruptedException {
    Path trail = Objects.requireNonNull(file);
    try {
      return run(trail);
    } catch (KeyOption.Missing e) {
      complain(e.getMessage());
      return ExitCode.KEY;
    } catch (IOException e) {
      complain(trail + ": " + Unreadable.why(e));
      return ExitCode.NOT;
    }
  }

  /** Writes a line to standard error. */
  final void complain(@Nullable String line) {
    console.err.println(name + ": " + line);
  }

  /**
   * Does the work.
   *
   * @param trail the file being written
   * @return the exit code
   * @throws IOException when the trail can't be read
   * @throws KeyOption.Missing when there is no key where one was named
   */
  abstract int run(Path trail) throws IOException, KeyOption.Missing, InterruptedException;
}
