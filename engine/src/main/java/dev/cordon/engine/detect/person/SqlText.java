package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQL as dumps write it: values in quotes of any kind, doubled or escaped within, in calls
 * ({@code UPPER('Jane')}), behind a prefix ({@code N'Jane'}) and with comments between. Stateless.
 */
final class SqlText {
  /** A longer value or comment is not read to its end. */
  private static final int LONGEST = 1 << 16;

  private static final int NAME = 128;

  private static final WordSet KEYWORDS =
      new WordSet(
          "null", "default", "true", "false", "unknown", "user", "session_user", "system_user");
  private static final WordSet CURRENT = new WordSet("current_");
  private static final int CURRENT_LENGTH = 8;

  private SqlText() {}

  /** Returns where a table's name ends that begins at a place, its schema with it. */
  static int tableEnd(ScanText text, int from) {
    int i = from;
    while (i - from < NAME && isTable(text.at(i))) {
      i++;
    }
    return i;
  }

  private static boolean isTable(int b) {
    return Ascii.isWord(b) || b >= 0x80 || (b >= 0 && " .`\"[]\n\r\t".indexOf(b) >= 0);
  }

  /** Tells tables apart by the last part of their names; 0 for none. */
  static int table(ScanText text, int from, int to) {
    int hash = 0;
    boolean blank = false;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      boolean letter = Ascii.isWord(b) || b >= 0x80;
      boolean next = b == '.' || (letter && blank); // IF NOT EXISTS t, public.t
      hash = next ? 0 : hash;
      hash = letter ? hash * 31 + (Ascii.isUpper(b) ? b | 0x20 : b) : hash;
      blank = b == ' ' || (blank && !letter);
    }
    return hash;
  }

  /** Passes white space and comments. */
  static int blanks(ScanText text, int from) {
    int i = from;
    while (i - from < LONGEST) {
      if (Ascii.isBlank(text.at(i))) {
        i++;
      } else {
        int end = comment(text, i);
        if (end == i) {
          return i;
        }
        i = end;
      }
    }
    return i;
  }

  /** Returns where a comment ends; the place itself when there is none. */
  private static int comment(ScanText text, int at) {
    int first = text.at(at);
    int second = text.at(at + 1);
    boolean block = first == '/' && second == '*';
    if (!block && !(first == '-' && second == '-')) {
      return at;
    }
    int i = at + 2;
    while (i - at < LONGEST && text.at(i) >= 0) {
      boolean ends = block ? text.at(i) == '*' && text.at(i + 1) == '/' : text.at(i) == '\n';
      if (ends) {
        return block ? i + 2 : i;
      }
      i++;
    }
    return at; // no end: not a comment
  }

  /** Returns the end of a cell: a comma or a closing bracket outside of quotes and calls. */
  static int cellEnd(ScanText text, int from) {
    int depth = 0;
    int i = from;
    while (i - from < LONGEST && text.at(i) >= 0) {
      int b = text.at(i);
      if (isQuote(b)) {
        i = stringEnd(text, i);
        continue;
      }
      if (depth == 0 && (b == ',' || b == ')')) {
        return i;
      }
      depth += b == '(' ? 1 : b == ')' ? -1 : 0;
      i = Math.max(i + 1, comment(text, i));
    }
    return i;
  }

  private static boolean isQuote(int b) {
    return b == '\'' || b == '"' || b == '`';
  }

  /** Returns the place behind a string's closing quote: no doubled one, and none escaped. */
  private static int stringEnd(ScanText text, int from) {
    int quote = text.at(from);
    int i = from + 1;
    while (i - from < LONGEST && text.at(i) >= 0) {
      int b = text.at(i);
      if (b == '\\' && quote != '`') {
        i++;
      } else if (b == quote) {
        if (text.at(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    return i;
  }

  /** Reports a cell's strings, or all of it when it has none, if its column has a key. */
  static void report(
      TableCell cells, ScanText text, int from, int to, int column, @Nullable String[] keys) {
    if (column >= keys.length || keys[column] == null) {
      return;
    }
    boolean any = false;
    int i = from;
    while (i < to) {
      if (isQuote(text.at(i))) {
        int end = Math.min(to, stringEnd(text, i));
        cells.report(text, i + 1, Math.max(i + 1, end - 1), column, keys);
        any = true;
        i = end;
      } else {
        i = Math.max(i + 1, comment(text, i));
      }
    }
    if (!any && !isKeyword(text, blanks(text, from))) {
      cells.report(text, from, to, column, keys);
    }
  }

  /** Tells whether what stands without quotes is no value of somebody's: a null, the user. */
  private static boolean isKeyword(ScanText text, int from) {
    int end = from;
    while (Ascii.isWord(text.at(end))) {
      end++;
    }
    return KEYWORDS.holds(text, from, end) || CURRENT.holds(text, from, from + CURRENT_LENGTH);
  }

  /** Reads the names of columns in brackets; returns where they end, with {@code keys} learnt. */
  static int columns(ScanText text, int open, TableCell cells, TableKeys keys) {
    int at = open;
    int column = 0;
    do {
      int from = blanks(text, at + 1);
      int stop = cellEnd(text, from);
      keys.learn(cells, text, from, stop, column++);
      at = stop;
    } while (text.at(at) == ',' && column < TableCell.COLUMNS);
    return at;
  }
}
