package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;
import dev.cordon.engine.detect.Words;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a table's columns are called and what their cells hold: names, which a column makes of any
 * capitalised words, and values that are scanned under the column's name as under a key. Immutable.
 */
final class TableCell {
  static final int LONGEST = 48;
  static final int COLUMNS = 64;
  static final int NOTHING = 0;
  static final int WORDS = 1;
  static final int OTHER = 2;

  /** What is found here is not looked for elsewhere: there it may be a word. */
  private static final int AMBIGUOUS = Lexicon.AMBIGUOUS | Lexicon.WORD | Lexicon.PLACE;

  /** The key of a column of names. */
  private static final String NAMES = "name";

  /** Made when the first table is looked at. */
  private static final class Columns {
    static final WordSet NAMES = new WordSet(PersonPack.CUES.of("column"));
    static final WordSet VALUES = new WordSet(PersonPack.CUES.of("column.keys"));
    static final WordSet WEAK = new WordSet(PersonPack.CUES.of("column.weak"));
    static final WordSet ADDRESSES = new WordSet(PersonPack.CUES.of("address_key"));
  }

  private final PersonName names;

  TableCell(PersonName names) {
    this.names = names;
  }

  /** Returns what columns are called, with something before each. */
  static Words heads(String before) {
    return PersonPack.CUES.words(before, "column", "column.keys");
  }

  /**
   * Tells whether a column's name says enough alone: {@code nom} and {@code exp} are products',
   * too.
   */
  boolean isStrong(ScanText text, int from, int to) {
    int start = trimmed(text, from, to, 1);
    int end = trimmed(text, to, start, -1);
    boolean known = Columns.NAMES.holds(text, start, end) || Columns.VALUES.holds(text, start, end);
    return known && !Columns.WEAK.holds(text, start, end);
  }

  /** Notes the key of a column; makes the list of keys for the first one. */
  @Nullable String[] learn(ScanText text, int from, int to, int column, @Nullable String[] keys) {
    int start = trimmed(text, from, to, 1);
    int end = trimmed(text, to, start, -1);
    boolean name = Columns.NAMES.holds(text, start, end);
    if (!name && !Columns.VALUES.holds(text, start, end)) {
      return keys;
    }
    @Nullable String[] known = keys.length == 0 ? new String[COLUMNS] : keys;
    known[column] =
        name ? NAMES : new String(text.bytes(), start, end - start, StandardCharsets.UTF_8);
    return known;
  }

  /** Reports a cell if its column has a key. */
  void report(ScanText text, int from, int to, int column, @Nullable String[] keys) {
    String key = column < keys.length ? keys[column] : null;
    if (key == null) {
      return;
    }
    int start = trimmed(text, from, to, 1);
    int end = trimmed(text, to, start, -1);
    if (!key.equals(NAMES)) {
      text.value(key, start, end);
    } else if (end - start >= 2 && end - start <= LONGEST && isName(text, start, end)) {
      long word = NameWord.read(text, start);
      boolean other = NameWord.end(word) == end && NameWord.is(word, AMBIGUOUS);
      names.found(text, start, end, other ? Confidence.POSSIBLE : Confidence.CHECKED, !other);
    }
  }

  /** Scans a field's value under its name if that is one for a part of an address. */
  void address(ScanText text, int start, int end, int from, int to) {
    if (Columns.ADDRESSES.holds(text, start, end)) {
      text.value(new String(text.bytes(), start, end - start, StandardCharsets.UTF_8), from, to);
    }
  }

  /** Passes blanks and quotes from one side. */
  private static int trimmed(ScanText text, int from, int to, int step) {
    int i = from;
    while (i != to) {
      int b = text.at(step > 0 ? i : i - 1);
      if (b != ' ' && b != '"' && b != '\'' && b != '`' && b != '*' && b != '[' && b != ']') {
        break;
      }
      i += step;
    }
    return i;
  }

  static boolean isOfNames(int column, @Nullable String[] keys) {
    return column < keys.length && NAMES.equals(keys[column]);
  }

  /**
   * Tells what a cell of a column of names holds: {@link #WORDS} of ordinary text alone, which are
   * nobody's name, or {@link #OTHER}; {@link #NOTHING} of an empty cell and in other columns.
   */
  int kind(ScanText text, int from, int to, int column, @Nullable String[] keys) {
    int start = trimmed(text, from, to, 1);
    int end = trimmed(text, to, start, -1);
    if (!isOfNames(column, keys) || start >= end) {
      return NOTHING;
    }
    return isProse(text, start, end) ? WORDS : OTHER;
  }

  /** Tells whether a cell has words of ordinary text alone, or a small one behind another. */
  private static boolean isProse(ScanText text, int start, int end) {
    int words = 0;
    boolean name = false;
    int i = start;
    while (i < end) {
      if (text.at(i) == ' ') {
        i++;
        continue;
      }
      long word = NameWord.read(text, i);
      boolean small = NameWord.form(word) == NameWord.LOWER && words > 0;
      if (small && NameWord.is(word, Lexicon.WORD) && !NameWord.is(word, Lexicon.PARTICLE)) {
        return true; // Best regards
      }
      if (!NameWord.is(word, Lexicon.WORD) || NameWord.is(word, Lexicon.NAME)) {
        name = true;
      }
      i = Math.max(i + 1, NameWord.end(word));
      words++;
    }
    return !name;
  }

  /** Tells whether a cell is made of capitalised words, of quoted ones too, and nothing else. */
  private static boolean isName(ScanText text, int start, int end) {
    int first = text.at(start);
    if (!Ascii.isUpper(first) && first < 0xc3) {
      return false;
    }
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      if (!Ascii.isLetter(b) && b < 0x80 && b != ' ' && b != '-' && "'.\"\\".indexOf(b) < 0) {
        return false;
      }
    }
    return true;
  }
}
