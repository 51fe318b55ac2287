package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/** The rows of a {@code COPY table (columns) FROM stdin;}, as pg_dump writes them: by tabs. */
final class CopiedRows implements LiteralDetector {
  private static final WordSet CSV = new WordSet("csv");
  private static final int COLUMNS = 2048;
  private static final int LINE = 1 << 16;

  private final TableCell cells;
  private final int slot;

  private CopiedRows(TableCell cells, int slot) {
    this.cells = cells;
    this.slot = slot;
  }

  static void register(Registry registry, TableCell cells) {
    registry.literals(new CopiedRows(cells, registry.slot()), "(?i)from stdin");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int[] seen = text.numbers(slot, 2); // the view and how far its rows have been read
    int read = seen[0] == text.view() ? seen[1] : text.from();
    if (start < read) {
      return;
    }
    seen[0] = text.view();
    seen[1] = end;
    int close = start - 1;
    while (close > read && Ascii.isBlank(text.at(close))) {
      close--;
    }
    int open = close;
    while (open > read && close - open < COLUMNS && text.at(open) != '(') {
      open--;
    }
    int line = lineEnd(text, end);
    if (text.at(close) != ')' || text.at(open) != '(' || text.at(line) != '\n') {
      return;
    }
    TableKeys keys = new TableKeys();
    if (SqlText.columns(text, open, cells, keys) == close && keys.all().length > 0) {
      seen[1] = rows(text, line, isCsv(text, end, line) ? ',' : '\t', keys);
    }
  }

  private static boolean isCsv(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (CSV.end(text, i) > 0) {
        return true;
      }
    }
    return false;
  }

  private static int lineEnd(ScanText text, int from) {
    int i = from;
    while (i - from < LINE && text.at(i) >= 0 && text.at(i) != '\n') {
      i++;
    }
    return i;
  }

  /** Reports the lines up to {@code \.}; returns where they end. */
  private int rows(ScanText text, int head, int mark, TableKeys keys) {
    int end = head;
    while (text.at(end) == '\n' && text.at(end + 1) >= 0 && !isEnd(text, end + 1)) {
      int line = lineEnd(text, end + 1);
      int from = end + 1;
      int column = 0;
      for (int i = from; i <= line; i++) {
        if (i == line || text.at(i) == mark) {
          cells.report(text, from, i, column++, keys.all());
          from = i + 1;
        }
      }
      end = line;
    }
    return end;
  }

  private static boolean isEnd(ScanText text, int at) {
    return text.at(at) == '\\' && text.at(at + 1) == '.';
  }
}
