package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the columns of a {@code CREATE TABLE}, for the {@code INSERT} of a dump that doesn't
 * repeat them, as mysqldump's.
 */
final class CreatedTables implements LiteralDetector {
  private static final int MOST = 64;

  private final TableCell cells;
  private final int slot;

  private static final class Known {
    int view;
    int read;
    final Map<Integer, @Nullable String[]> tables = new HashMap<>();
  }

  CreatedTables(TableCell cells, Registry registry) {
    this.cells = cells;
    this.slot = registry.slot();
    registry.literals(this, "(?i)create table");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    Known known = known(text);
    if (start < known.read) {
      return;
    }
    int open = SqlText.tableEnd(text, end);
    known.read = open;
    int table = SqlText.table(text, end, open);
    if (text.at(open) != '(' || table == 0) {
      return;
    }
    TableKeys keys = new TableKeys();
    int at = open;
    int column = 0;
    do {
      int from = SqlText.blanks(text, at + 1);
      keys.learn(cells, text, from, nameEnd(text, from), column++);
      at = SqlText.cellEnd(text, from);
    } while (text.at(at) == ',' && column < TableCell.COLUMNS);
    known.read = at;
    if (keys.all().length > 0 && known.tables.size() < MOST) {
      known.tables.put(table, keys.all());
    }
  }

  private static int nameEnd(ScanText text, int from) {
    int i = from;
    while (i - from < TableCell.LONGEST && !Ascii.isBlank(text.at(i)) && text.at(i) >= 0) {
      i++;
    }
    return i;
  }

  private Known known(ScanText text) {
    Object kept = text.memory(slot);
    Known known = kept instanceof Known ? (Known) kept : new Known();
    if (kept != known) {
      text.memory(slot, known);
    }
    if (known.view != text.view()) {
      known.view = text.view();
      known.read = 0;
      known.tables.clear();
    }
    return known;
  }

  /** Returns the keys of a table's columns; null when it was not created in the text. */
  @Nullable String @Nullable [] keys(ScanText text, int table) {
    return known(text).tables.get(table);
  }
}
