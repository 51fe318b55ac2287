package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, told by its head: {@code id,last_name,city}. They are separated by a
 * comma, a semicolon, a tab or a bar; a line with another number of columns ends the table.
 */
final class NameColumn implements LiteralDetector {
  private static final int CELL = TableCell.LONGEST;
  private static final int COLUMNS = TableCell.COLUMNS;
  private static final String[] NONE = {};
  private static final WordSet SELECT = new WordSet("select ");
  private static final int SELECT_LENGTH = 7;
  private static final int LINE = 4096;

  /** An address's part is no longer. */
  private static final int FIELD = 96;

  /** So many backslashes and a quote stand around it. */
  private static final int QUOTES = 8;

  /** So many lines may stand between whole rows. */
  private static final int RAGGED = 3;

  private final TableCell cells;
  private final int slot;

  private NameColumn(TableCell cells, int slot) {
    this.cells = cells;
    this.slot = slot;
  }

  static void register(Registry registry, TableCell cells) {
    registry.literals(new NameColumn(cells, registry.slot()), TableCell.heads("(?i)"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int quote = text.at(end) == '"' ? 1 : 0;
    int mark = mark(text.at(skip(text, end + quote)));
    if (mark == 0 && field(text, start, end)) {
      return;
    }
    if (mark == 0) {
      mark = mark(text.at(back(text, start - quote) - 1));
    }
    if (mark != 0) {
      head(text, start, mark);
    }
  }

  /**
   * Scans what a quoted text or an element holds that is called an address's part; tells whether
   * the name is that of such a text.
   */
  private boolean field(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    int i = end;
    while (i - end < QUOTES && "\\\"'".indexOf(text.at(i)) >= 0) {
      i++;
    }
    i = skip(text, i);
    int quote = '<';
    if (text.at(i) == ':' || text.at(i) == '=') {
      i = skip(text, i + 1);
      for (int k = 0; k < QUOTES && text.at(i) == '\\'; k++) {
        i++;
      }
      quote = text.at(i);
      if (quote != '"' && quote != '\'') {
        return false;
      }
    } else if (i > end || text.at(i) != '>' || (before != '<' && before != ':')) {
      return false;
    }
    int from = i + 1;
    int to = from;
    while (to - from < FIELD && text.at(to) >= ' ' && text.at(to) != quote) {
      to++;
    }
    if (text.at(to) == quote && to - from > 4) {
      cells.address(text, start, end, from, text.at(to - 1) == '\\' ? to - 1 : to);
    }
    return true;
  }

  private static int mark(int b) {
    return b == ',' || b == ';' || b == '\t' || b == '|' ? b : 0;
  }

  private static int skip(ScanText text, int from) {
    int i = from;
    while (i - from < CELL && text.at(i) == ' ') {
      i++;
    }
    return i;
  }

  private static int back(ScanText text, int from) {
    int i = from;
    while (from - i < CELL && text.at(i - 1) == ' ') {
      i--;
    }
    return i;
  }

  /** Reads the head's line once, then the lines below it. */
  private void head(ScanText text, int start, int mark) {
    int[] seen = text.numbers(slot, 2); // the view and how far its tables have been read
    if (seen[0] == text.view() && start < seen[1]) {
      return;
    }
    int line = start;
    int read = seen[0] == text.view() ? seen[1] : text.from();
    while (line > read && start - line < LINE && text.at(line - 1) != '\n') {
      line--;
    }
    seen[0] = text.view();
    seen[1] = start;
    if (text.at(line - 1) >= 0 && text.at(line - 1) != '\n') {
      return; // amid a long line, which is no head
    }
    int column = 0;
    @Nullable String[] keys = NONE;
    boolean strong = false;
    boolean plain = !SELECT.holds(text, line, line + SELECT_LENGTH);
    int i = line;
    while (column < COLUMNS && i - line < LINE) {
      int end = cellEnd(text, i, mark);
      // A list that goes on in the next line, "passwd,", is no head.
      plain &= isPlain(text, i, end) && (end > i || i == line || mark == '|');
      keys = plain ? cells.learn(text, i, end, column, keys) : keys;
      strong |= cells.isStrong(text, i, end);
      if (text.at(end) != mark) {
        i = end;
        break;
      }
      i = end + 1;
      column++;
    }
    seen[1] = i;
    if (column > 0 && column < COLUMNS && strong && plain) {
      seen[1] = rows(text, i, mark, column, keys);
    }
  }

  /**
   * Reports what stands below the head; returns where the table ends. A row with another number of
   * cells belongs to the table if it looks as the head does, or others of its kind follow.
   */
  private int rows(ScanText text, int head, int mark, int columns, @Nullable String[] keys) {
    boolean spaced = isSpaced(text, lineStart(text, head), head, mark);
    int end = head;
    while (true) {
      int line = nextLine(text, end);
      if (line < 0) {
        return end;
      }
      int stop = lineStop(text, line, mark);
      int marks = marks(text, line, stop, mark);
      boolean ragged = marks != columns;
      if (ragged && (marks == 0 || spaced || isSpaced(text, line, stop, mark))) {
        if (!goesOn(text, stop, mark, columns)) {
          return end;
        }
      }
      boolean words = kind(text, line, mark, keys) == TableCell.WORDS;
      if (words && !spaced && mark != '|' && isSpaced(text, line, stop, mark)) {
        return end; // a sentence
      }
      row(text, line, mark, keys, words);
      end = stop;
    }
  }

  /** Returns where the next line begins; -1 when there is none. */
  private static int nextLine(ScanText text, int end) {
    int line = end + (text.at(end) == '\r' ? 2 : 1);
    return text.at(line - 1) == '\n' && text.at(line) >= 0 ? line : -1;
  }

  private static int lineStart(ScanText text, int end) {
    int line = end;
    while (end - line < LINE && text.at(line - 1) >= 0 && text.at(line - 1) != '\n') {
      line--;
    }
    return line;
  }

  /** Tells whether a blank stands behind one of the marks, as in prose. */
  private static boolean isSpaced(ScanText text, int from, int to, int mark) {
    for (int i = from; i < to; i = cellEnd(text, i, mark) + 1) {
      if (i > from && text.at(i) == ' ') {
        return true;
      }
    }
    return false;
  }

  private static int marks(ScanText text, int from, int to, int mark) {
    int marks = -1;
    for (int i = from; i <= to; i = cellEnd(text, i, mark) + 1) {
      marks++;
    }
    return marks;
  }

  /** Tells whether one of the next lines is a whole row. */
  private static boolean goesOn(ScanText text, int end, int mark, int columns) {
    int at = end;
    for (int i = 0; i < RAGGED; i++) {
      int line = nextLine(text, at);
      if (line < 0) {
        return false;
      }
      at = lineStop(text, line, mark);
      if (marks(text, line, at, mark) == columns) {
        return true;
      }
    }
    return false;
  }

  /** Tells what a line's names are: no more than words if none of them is. */
  private int kind(ScanText text, int line, int mark, @Nullable String[] keys) {
    int kind = TableCell.NOTHING;
    int column = 0;
    int i = line;
    while (true) {
      int stop = cellEnd(text, i, mark);
      kind = Math.max(kind, cells.kind(text, i, stop, column, keys));
      if (text.at(stop) != mark || stop - line > LINE) {
        return kind;
      }
      i = stop + 1;
      column++;
    }
  }

  /** Reports the cells of a line; returns where it ends. */
  private int row(ScanText text, int line, int mark, @Nullable String[] keys, boolean words) {
    int column = 0;
    int i = line;
    while (true) {
      int stop = cellEnd(text, i, mark);
      if (!words || !TableCell.isOfNames(column, keys)) {
        cells.report(text, i, stop, column, keys);
      }
      if (text.at(stop) != mark || stop - line > LINE) {
        return stop;
      }
      i = stop + 1;
      column++;
    }
  }

  private static int lineStop(ScanText text, int line, int mark) {
    int stop = cellEnd(text, line, mark);
    while (text.at(stop) == mark && stop - line <= LINE) {
      stop = cellEnd(text, stop + 1, mark);
    }
    return stop;
  }

  /** Returns the end of a cell: a mark, the line's end or the text's; RFC 4180's quotes aside. */
  private static int cellEnd(ScanText text, int from, int mark) {
    int i = quotedEnd(text, from, mark);
    while (i - from < LINE && !endsLine(text.at(i)) && text.at(i) != mark) {
      i++;
    }
    return i;
  }

  private static boolean endsLine(int b) {
    return b < 0 || b == '\n' || b == '\r';
  }

  /** Returns the place behind a cell's closing quote; its begin when it isn't quoted so. */
  private static int quotedEnd(ScanText text, int from, int mark) {
    if (text.at(from) != '"') {
      return from;
    }
    int i = from + 1;
    while (i - from < LINE && text.at(i) >= 0) {
      if (text.at(i) == '"') {
        if (text.at(i + 1) != '"') {
          int end = skip(text, i + 1);
          return endsLine(text.at(end)) || text.at(end) == mark ? end : from;
        }
        i++;
      }
      i++;
    }
    return from;
  }

  /** Tells the name of a column from code and prose. */
  private static boolean isPlain(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      if (!Ascii.isWord(b) && b < 0x80 && " \"'`*-.#/?&".indexOf(b) < 0) {
        return false;
      }
    }
    return to - from < CELL;
  }
}
