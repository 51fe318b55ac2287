package dev.cordon.it;

import dev.cordon.it.harness.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Notes which library was called how on which JDK, for {@link SupportedTable}. A test that fails
 * ends the build, so what is noted passed. Thread-safe.
 */
final class Tested {
  /** How a library is called. */
  enum Mode {
    SYNCHRONOUS,
    ASYNCHRONOUS,
    STREAMED,
    WEBSOCKET
  }

  /** One line of the notes. */
  record Cell(String library, Mode mode, int jdk) {
    String line() {
      return library + '\t' + mode + '\t' + jdk;
    }

    static Cell of(String line) {
      String[] parts = line.split("\t");
      return new Cell(parts[0], Mode.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }
  }

  /** Programs all of whose calls return before the answer is there. */
  private static final Set<String> ASYNCHRONOUS =
      Set.of(
          "apache5-async",
          "apache4-async",
          "reactor",
          "asynchttp",
          "vertx",
          "armeria",
          "webflux",
          "ktor-cio");

  private static final Pattern STREAM = Pattern.compile("(?i).*stream.*");
  private static final Pattern ASYNC = Pattern.compile("(?i).*async.*|enqueue|future");
  private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();

  private Tested() {}

  /** Takes note of a call that a program made. */
  static void call(Matrix cell, String scenario, String... arguments) {
    boolean streams = STREAM.matcher(scenario).matches();
    for (String argument : arguments) {
      streams |= argument.contains("\"stream\":true");
    }
    boolean later = ASYNC.matcher(scenario).matches() || ASYNCHRONOUS.contains(cell.program());
    if (scenario.equals("socket")) {
      note(cell, Mode.WEBSOCKET);
    } else if (streams) {
      note(cell, Mode.STREAMED);
    } else {
      note(cell, later ? Mode.ASYNCHRONOUS : Mode.SYNCHRONOUS);
    }
  }

  /** Takes note of one way to call a library. */
  static void note(Matrix cell, Mode mode) {
    String line = new Cell(cell.library(), mode, cell.jdk().version()).line();
    if (NOTED.add(line)) {
      Path file = folder().resolve(ProcessHandle.current().pid() + ".txt");
      try {
        Files.createDirectories(file.getParent());
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads what the tests of one run noted. */
  static Set<Cell> read(Path folder) throws IOException {
    Set<Cell> cells = new TreeSet<>(Comparator.comparing(Cell::line));
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.readAllLines(file).forEach(line -> cells.add(Cell.of(line)));
        }
      }
    }
    return cells;
  }

  /** Returns where the notes of this run are. */
  private static Path folder() {
    String run = System.getProperty("cordon.run", "by-hand");
    return Places.directory().resolve("target").resolve("tested").resolve(run);
  }
}
