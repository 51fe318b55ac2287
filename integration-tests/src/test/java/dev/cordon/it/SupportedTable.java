package dev.cordon.it;

import dev.cordon.it.Tested.Cell;
import dev.cordon.it.Tested.Mode;
import dev.cordon.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of {@code docs/supported.md} that says what ran, from the notes of the tests. Run by
 * the build behind them, it compares the page, or writes it.
 */
final class SupportedTable {
  private static final String BEGIN = "<!-- what ran -->\n";
  private static final String END = "<!-- end -->\n";
  private static final String NONE = "not tested";

  private SupportedTable() {}

  /**
   * Takes the page, the folder of the notes, {@code check} or {@code write}, and what a run was
   * limited to ({@code it.test}): empty for all tests.
   */
  public static void main(String[] args) throws IOException {
    Path page = Path.of(args[0]);
    Set<Cell> ran = Tested.read(Path.of(args[1]));
    if (ran.isEmpty()) {
      return; // the integration tests were left out
    }
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (args[2].equals("write")) {
      Files.writeString(page, text.substring(0, begin) + table(ran) + text.substring(end));
      return;
    }
    boolean all = args[3].isEmpty() || args[3].startsWith("$"); // a property that nobody set
    List<String> wrong = compare(cells(text.substring(begin, end)), ran, all);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          page
              + " says otherwise than the tests that ran (-Dcordon.supported=write):\n"
              + String.join("\n", wrong));
    }
  }

  /** Tells what the page claims and nobody tested, and what was tested and it doesn't say. */
  static List<String> compare(Set<Cell> page, Set<Cell> ran, boolean all) {
    Set<Integer> here = Jdk.all().stream().map(Jdk::version).collect(Collectors.toSet());
    Set<Integer> documented = page.stream().map(Cell::jdk).collect(Collectors.toSet());
    List<String> wrong = new ArrayList<>();
    for (Cell cell : ran) {
      if (documented.contains(cell.jdk()) && !page.contains(cell)) {
        wrong.add("tested, and not there: " + cell.line());
      }
    }
    for (Cell cell : page) {
      if (all && here.containsAll(documented) && !ran.contains(cell)) {
        wrong.add("there, and not tested: " + cell.line());
      }
    }
    return wrong;
  }

  /** Writes the table. */
  static String table(Set<Cell> ran) {
    Map<String, Map<Mode, Set<Integer>>> rows = new TreeMap<>(newestFirst());
    for (Cell cell : ran) {
      rows.computeIfAbsent(cell.library(), any -> new EnumMap<>(Mode.class))
          .computeIfAbsent(cell.mode(), any -> new TreeSet<>())
          .add(cell.jdk());
    }
    StringBuilder table =
        new StringBuilder(
            "| library and version | synchronous | asynchronous | streamed | WebSocket |\n"
                + "| --- | --- | --- | --- | --- |\n");
    rows.forEach(
        (library, modes) -> {
          table.append("| ").append(library);
          for (Mode mode : Mode.values()) {
            Set<Integer> jdks = modes.get(mode);
            table.append(" | ").append(jdks == null ? NONE : joined(jdks));
          }
          table.append(" |\n");
        });
    return table.toString();
  }

  private static String joined(Set<Integer> jdks) {
    return jdks.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Reads a table. */
  static Set<Cell> cells(String table) {
    Set<Cell> cells = new TreeSet<>(Comparator.comparing(Cell::line));
    table
        .lines()
        .skip(2)
        .forEach(
            line -> {
              String[] columns = line.split(" *\\| *", -1);
              for (Mode mode : Mode.values()) {
                String jdks = columns[2 + mode.ordinal()];
                for (String jdk : jdks.equals(NONE) ? new String[0] : jdks.split(", ")) {
                  cells.add(new Cell(columns[1], mode, Integer.parseInt(jdk)));
                }
              }
            });
    return cells;
  }

  /** By name, and of one library the newest version first. */
  private static Comparator<String> newestFirst() {
    return Comparator.comparing(SupportedTable::name, String.CASE_INSENSITIVE_ORDER)
        .thenComparing(SupportedTable::version, Comparator.reverseOrder())
        .thenComparing(Comparator.naturalOrder());
  }

  private static String name(String library) {
    return library.replaceFirst(" [0-9].*", "");
  }

  /** Each number of a version with as many digits. */
  private static String version(String library) {
    StringBuilder padded = new StringBuilder();
    for (String part : library.substring(name(library).length()).split("[^0-9]+")) {
      padded
          .append(part.isEmpty() ? "" : String.format("%06d", Integer.parseInt(part)))
          .append('.');
    }
    return padded.toString();
  }
}
