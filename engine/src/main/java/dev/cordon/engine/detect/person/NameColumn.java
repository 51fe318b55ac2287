package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;

/**
 * Names in the columns of a table, told by its head: {@code id,last_name,city}. The columns are
 * separated by a comma, a semicolon, a tab or a bar; a line with another number of columns ends the
 * table.
 */
final class NameColumn implements LiteralDetector {
  /** What is found here is not looked for elsewhere: there it may be a word. */
  private static final int AMBIGUOUS = Lexicon.AMBIGUOUS | Lexicon.WORD | Lexicon.PLACE;

  private static final int CELL = 48;
  private static final int COLUMNS = 64;
  private static final int LINE = 4096;

  private final PersonName names;
  private final String[] heads;
  private final int slot;

  private NameColumn(PersonName names, String[] heads, int slot) {
    this.names = names;
    this.heads = heads;
    this.slot = slot;
  }

  static void register(Registry registry, WordLists cues, PersonName names) {
    String[] heads = cues.of("column");
    String[] literals = new String[heads.length];
    for (int i = 0; i < heads.length; i++) {
      literals[i] = "(?i)" + heads[i];
    }
    registry.literals(new NameColumn(names, heads, registry.slot()), literals);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int quote = text.at(end) == '"' ? 1 : 0;
    int mark = mark(text.at(skip(text, end + quote)));
    if (mark == 0) {
      mark = mark(text.at(back(text, start - quote) - 1));
    }
    if (mark != 0) {
      head(text, start, mark);
    }
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
    long named = 0;
    boolean plain = !stands(text, line, "select ");
    int i = line;
    while (column < COLUMNS && i - line < LINE) {
      int end = cellEnd(text, i, mark);
      named |= isHead(text, i, end) ? 1L << column : 0;
      plain &= isPlain(text, i, end);
      if (text.at(end) != mark) {
        i = end;
        break;
      }
      i = end + 1;
      column++;
    }
    seen[1] = i;
    if (column > 0 && column < COLUMNS && named != 0 && plain) {
      seen[1] = rows(text, i, mark, column, named);
    }
  }

  /** Reports the names below the head; returns where the table ends. */
  private int rows(ScanText text, int head, int mark, int columns, long named) {
    int end = head;
    while (true) {
      int line = end + (text.at(end) == '\r' ? 2 : 1);
      if (text.at(line - 1) != '\n') {
        return end;
      }
      int column = 0;
      int i = line;
      while (true) {
        int stop = cellEnd(text, i, mark);
        if (column <= columns && (named >>> column & 1) != 0) {
          cell(text, i, stop);
        }
        i = stop;
        if (text.at(stop) != mark || stop - line > LINE) {
          break;
        }
        i++;
        column++;
      }
      if (column != columns) {
        return end;
      }
      end = i;
    }
  }

  /** Returns the end of a cell: a mark, the line's end or the text's; marks in quotes aside. */
  private static int cellEnd(ScanText text, int from, int mark) {
    int i = from;
    boolean quoted = text.at(from) == '"';
    i += quoted ? 1 : 0;
    while (i - from < LINE && text.at(i) >= 0 && text.at(i) != '\n' && text.at(i) != '\r') {
      if (text.at(i) == '"') {
        quoted = false;
      } else if (text.at(i) == mark && !quoted) {
        break;
      }
      i++;
    }
    return i;
  }

  private boolean isHead(ScanText text, int from, int to) {
    int start = trimmed(text, from, to, 1);
    int end = trimmed(text, to, start, -1);
    for (String head : heads) {
      if (head.length() == end - start && stands(text, start, head)) {
        return true;
      }
    }
    return false;
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

  /** Passes blanks and quotes from one side. */
  private static int trimmed(ScanText text, int from, int to, int step) {
    int i = from;
    while (i != to) {
      int b = text.at(step > 0 ? i : i - 1);
      if (b != ' ' && b != '"' && b != '\'' && b != '`' && b != '*') {
        break;
      }
      i += step;
    }
    return i;
  }

  private static boolean stands(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Reports a cell that is made of capitalised words and nothing else. */
  private void cell(ScanText text, int from, int to) {
    int start = trimmed(text, from, to, 1);
    int end = trimmed(text, to, start, -1);
    if (end - start < 2 || end - start > CELL) {
      return;
    }
    int first = text.at(start);
    if (!Ascii.isUpper(first) && first < 0xc3) {
      return;
    }
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      if (!Ascii.isLetter(b) && b < 0x80 && b != ' ' && b != '-' && b != '\'' && b != '.') {
        return;
      }
    }
    long word = NameWord.read(text, start);
    boolean other = NameWord.end(word) == end && NameWord.is(word, AMBIGUOUS);
    names.found(text, start, end, other ? Confidence.POSSIBLE : Confidence.CHECKED, !other);
  }
}
