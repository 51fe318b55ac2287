package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * Reads an address in Greek, Cyrillic, Hebrew, Arabic, Devanagari or Thai. In scripts with capitals
 * it goes on over names, numbers and words of addresses ({@code ул.}, {@code кв.}), in others over
 * everything to the end of the line or the sentence.
 */
final class ScriptAddress {
  private static final int TOKENS = 28;
  private static final int LONGEST = 260;

  private ScriptAddress() {}

  /**
   * Returns where an address ends, or its begin if none stands there.
   *
   * @param labelled whether a label says that it follows
   */
  static int end(ScanText text, int from, boolean labelled) {
    int at = from;
    int end = from;
    boolean number = false;
    boolean cased = false;
    boolean comma = false;
    int words = 0;
    for (int n = 0; n < TOKENS && at - from < LONGEST; n++) {
      int stop = at;
      if (Ascii.isDigit(text.at(at)) || Ascii.isLetter(text.at(at))) {
        stop = alnum(text, at);
        number |= Ascii.isDigit(text.at(at));
      } else {
        long word = ScriptWord.read(text, at);
        stop = ScriptWord.end(word);
        cased |= ScriptWord.is(word, ScriptWord.CASED);
        boolean part = ScriptWord.is(word, ScriptWord.PART | ScriptWord.STREET);
        boolean letter = stop - at <= 3 && ScriptWord.is(word, ScriptWord.CASED) && number;
        boolean small =
            labelled && words == 0 && text.at(stop) == ' ' && Ascii.isDigit(text.at(stop + 1));
        boolean uncased = !cased && (labelled || !number || comma || part);
        if (stop == at || !(part || letter || small || isName(word) || uncased)) {
          break;
        }
        words++;
      }
      end = stop;
      int next = separator(text, stop);
      if (next == stop) {
        break;
      }
      comma = isComma(text, stop);
      at = next;
    }
    return number && words > 0 ? end : from;
  }

  private static boolean isName(long word) {
    return ScriptWord.is(word, ScriptWord.CAPITAL) && ScriptWord.is(word, ScriptWord.CASED);
  }

  private static int alnum(ScanText text, int from) {
    int i = from;
    while (i - from < 16
        && (Ascii.isAlnum(text.at(i))
            || ((text.at(i) == '-' || text.at(i) == '/') && Ascii.isAlnum(text.at(i + 1))))) {
      i++;
    }
    if (text.at(i) >= 0xcd && Ascii.isDigit(text.at(i - 1))) {
      int stop = ScriptWord.end(ScriptWord.read(text, i)); // 22А, 3ος
      return stop - i <= (text.at(i) >= 0xe0 ? 15 : 6) ? stop : i;
    }
    return i;
  }

  private static boolean isComma(ScanText text, int i) {
    return text.at(i) == ',' || (text.at(i) == 0xd8 && text.at(i + 1) == 0x8c);
  }

  /** Passes a comma, the dot of a short word, blanks, a dash; nothing at a sentence's end. */
  private static int separator(ScanText text, int from) {
    int i = from;
    if (isComma(text, i)) {
      i += text.at(i) == ',' ? 1 : 2;
    } else if (text.at(i) == '.' && isShort(text, i)) {
      i++;
    } else if (ScriptWord.codePoint(text, i) == 0xe2f) {
      i += 3; // Thai: a word is cut short
    } else if (text.at(i) == '-' || text.at(i) == '/' || text.at(i) == '\'') {
      i++;
    } else if (text.at(i) != ' ') {
      boolean digit = Ascii.isDigit(text.at(i - 1)) != Ascii.isDigit(text.at(i));
      return digit && (text.at(i) >= 0x80 || Ascii.isDigit(text.at(i))) ? i : from;
    }
    int blanks = i;
    while (i - blanks < 2 && text.at(i) == ' ') {
      i++;
    }
    if (i == blanks && i == from) {
      return from;
    }
    return text.at(i) >= 0xcd || Ascii.isAlnum(text.at(i)) ? i : from;
  }

  /** Tells whether a word of at most five letters ends before a dot, and more follows. */
  private static boolean isShort(ScanText text, int dot) {
    int begin = dot;
    while (dot - begin < 12 && text.at(begin - 1) >= 0x80) {
      begin--;
    }
    int next = text.at(dot + 1);
    return begin < dot && dot - begin <= 10 && (next == ' ' || next >= 0x80 || Ascii.isDigit(next));
  }

  /** Returns where a town or number begins that belongs to the street at a place, or the place. */
  static int begin(ScanText text, int street) {
    int begin = street;
    if (text.at(begin - 1) == ' ' && Ascii.isDigit(text.at(begin - 2))) {
      begin--;
      while (street - begin < 8
          && (Ascii.isDigit(text.at(begin - 1)) || text.at(begin - 1) == '/')) {
        begin--;
      }
    }
    for (int n = 0; n < 3; n++) {
      int i = begin;
      while (begin - i < 3 && (text.at(i - 1) == ' ' || text.at(i - 1) == ',')) {
        i--;
      }
      boolean comma = text.at(i) == ',';
      int word = i;
      while (i - word < 48 && (text.at(word - 1) >= 0x80 || text.at(word - 1) == '-')) {
        word--;
      }
      if (!comma || word == i) {
        break;
      }
      long read = ScriptWord.read(text, word);
      boolean name = isName(read) || ScriptWord.is(read, ScriptWord.PART);
      if (!name) {
        break;
      }
      begin = word;
      int dot = text.at(word - 1) == ' ' ? word - 2 : word - 1;
      if (text.at(dot) == '.' && text.at(dot - 1) >= 0x80) {
        int kind = dot;
        while (dot - kind < 8 && text.at(kind - 1) >= 0x80) {
          kind--;
        }
        begin = ScriptWord.is(ScriptWord.read(text, kind), ScriptWord.PART) ? kind : begin;
      }
    }
    return begin;
  }
}
