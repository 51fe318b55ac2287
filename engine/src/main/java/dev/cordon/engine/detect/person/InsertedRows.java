package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an {@code INSERT INTO table (columns) VALUES (…), (…)}, a table as SQL writes it; the
 * columns may stand in the {@code CREATE TABLE} before it.
 */
final class InsertedRows implements LiteralDetector {
  private static final WordSet VALUES = new WordSet("values");

  /** Between columns and values: {@code OVERRIDING SYSTEM VALUE}, {@code OUTPUT inserted.id}. */
  private static final int BETWEEN = 64;

  private final TableCell cells;
  private final CreatedTables created;
  private final int slot;

  private InsertedRows(TableCell cells, Registry registry) {
    this.cells = cells;
    this.slot = registry.slot();
    this.created = new CreatedTables(cells, registry);
  }

  static void register(Registry registry, TableCell cells) {
    registry.literals(
        new InsertedRows(cells, registry),
        "(?i)insert into",
        "(?i)ignore into",
        "(?i)replace into",
        "(?i)insert [");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int[] seen = text.numbers(slot, 2); // the view and how far its rows have been read
    if (seen[0] == text.view() && start < seen[1]) {
      return;
    }
    int name = text.at(end - 1) == '[' ? end - 1 : end;
    int open = SqlText.tableEnd(text, name);
    if (text.at(open) != '(') {
      return;
    }
    int stop = open;
    while (stop > name && Ascii.isBlank(text.at(stop - 1))) {
      stop--;
    }
    int values = VALUES.start(text, stop);
    // What was read once is not read again, or statements within statements would cost their
    // square.
    seen[0] = text.view();
    if (values > name && !Ascii.isWord(text.at(values - 1))) {
      @Nullable String[] known = created.keys(text, SqlText.table(text, name, values));
      seen[1] = known == null ? open : rows(text, open, known);
      return;
    }
    TableKeys keys = new TableKeys();
    int at = SqlText.columns(text, open, cells, keys);
    values = keys.all().length == 0 || text.at(at) != ')' ? -1 : values(text, at + 1);
    seen[1] = values < 0 ? at : rows(text, values, keys.all());
  }

  /** Returns the place behind {@code VALUES}; -1 when something else than words stands before. */
  private static int values(ScanText text, int from) {
    int i = SqlText.blanks(text, from);
    int first = i;
    while (i - first < BETWEEN) {
      int end = Ascii.isWord(text.at(i - 1)) ? -1 : VALUES.end(text, i);
      if (end > 0) {
        return end;
      }
      int b = text.at(i);
      if (!Ascii.isWord(b) && !Ascii.isBlank(b) && b != '.' && b != '[' && b != ']') {
        return -1;
      }
      i++;
    }
    return -1;
  }

  /** Reports the cells of all rows; returns where they end. */
  private int rows(ScanText text, int from, @Nullable String[] keys) {
    int at = SqlText.blanks(text, from);
    while (text.at(at) == '(') {
      int column = 0;
      do {
        int stop = SqlText.cellEnd(text, at + 1);
        SqlText.report(cells, text, at + 1, stop, column++, keys);
        at = stop;
      } while (text.at(at) == ',');
      if (text.at(at) != ')') {
        return at;
      }
      at = SqlText.blanks(text, at + 1);
      at = text.at(at) == ',' ? SqlText.blanks(text, at + 1) : at;
    }
    return at;
  }
}
