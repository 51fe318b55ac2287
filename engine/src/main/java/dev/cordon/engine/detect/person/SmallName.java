package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * A name in small letters behind a label, as people type it: {@code name: maria del carmen ortiz}.
 */
final class SmallName {
  private static final int MOST_WORDS = 5;

  private SmallName() {}

  /**
   * Returns the end of the name that begins at a place, or -1. One word at least is a name of the
   * lists and nothing else; what follows must end the field.
   *
   * @param several whether one word alone is too little
   */
  static int end(ScanText text, int from, boolean several) {
    int at = from;
    int end = -1;
    int words = 0;
    int known = 0;
    int names = 0;
    while (words < MOST_WORDS) {
      long word = NameWord.read(text, at);
      int stop = wordEnd(text, NameWord.end(word));
      boolean particle = NameWord.is(word, Lexicon.PARTICLE) && words > 0;
      boolean other =
          NameWord.is(word, Lexicon.WORD | Lexicon.BEFORE | Lexicon.DEED | Lexicon.ORGANISATION)
              && !NameWord.is(word, Lexicon.NAME);
      if (NameWord.form(word) != NameWord.LOWER || (other && !particle)) {
        break;
      }
      if (text.at(stop) == '=' || text.at(stop) == ':' || text.at(stop) == '(') {
        break; // the next field
      }
      known += NameWord.isPlainName(word) ? 1 : 0;
      names += NameWord.is(word, Lexicon.NAME) && !NameWord.is(word, Lexicon.WORD) ? 1 : 0;
      words++;
      end = stop;
      if (text.at(end) != ' ') {
        break;
      }
      at = end + 1;
    }
    boolean enough = (known > 0 && (words > 1 || !several)) || (names > 0 && words == 2);
    return enough && isClosed(text, end) ? end : -1;
  }

  /** Takes {@code o'rourke} and {@code anna-lena} whole. */
  private static int wordEnd(ScanText text, int end) {
    int i = end;
    boolean joint = (text.at(i) == '\'' || text.at(i) == '-') && Ascii.isLower(text.at(i + 1));
    return joint ? NameWord.end(NameWord.read(text, i + 1)) : i;
  }

  private static boolean isClosed(ScanText text, int end) {
    int b = text.at(end);
    boolean dot = b == '.' && !Ascii.isWord(text.at(end + 1));
    return b < 0 || dot || b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\\' || b == '<'
        || b == '|' || b == '}' || b == ',' || b == ';' || b == '"' || b == '\'';
  }
}
