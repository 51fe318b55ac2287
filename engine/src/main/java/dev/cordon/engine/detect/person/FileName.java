package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.is;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.ScanText;

/**
 * A person's name between the underscores of a file's or a folder's: {@code Invoice_Doe_Jane.pdf}.
 * Two words with capitals, of which one is a given name and nothing else.
 */
final class FileName {
  private static final int PARTS = 8;

  private FileName() {}

  /**
   * Finds the name in words that underscores join.
   *
   * @param text the text
   * @param start the first word's first byte
   * @return the name's first byte and, in the upper half, the byte after its last one; 0 if there
   *     is none
   */
  static long find(ScanText text, int start) {
    int at = start;
    int first = -1;
    int last = -1;
    int before = -1;
    long previous = 0;
    for (int n = 0; n < PARTS; n++) {
      long word = read(text, at);
      int end = NameWord.end(word);
      if (end == at) {
        end = number(text, at);
        previous = 0;
      } else if (first < 0 && previous != 0 && isPair(previous, word)) {
        first = before;
        last = end;
      } else {
        previous = NameWord.form(word) == NameWord.CAPITAL ? word : 0;
      }
      before = at;
      if (end == at || text.at(end) != '_') {
        boolean closed = FileEnding.isAt(text, end) || text.at(end) == '/' || text.at(end) == '\\';
        return closed && first >= 0 ? (long) last << 32 | first : 0;
      }
      at = end + 1;
    }
    return 0;
  }

  /** Reads a word as if no underscore stood behind it. */
  private static long read(ScanText text, int at) {
    long word = NameWord.read(text, at);
    int end = NameWord.end(word);
    boolean capital = Ascii.isUpper(text.at(at)) || text.at(at) >= 0xc3;
    for (int i = at + 1; i < end && capital; i++) {
      capital = !Ascii.isUpper(text.at(i));
    }
    int flags = Lexicon.names().lookup(Lexicon.hash(text, at, end));
    return capital && end - at > 2
        ? (long) end << 32 | NameWord.CAPITAL << 16 | flags
        : (long) end << 32;
  }

  private static int number(ScanText text, int from) {
    int i = from;
    while (i - from < 12 && (Ascii.isDigit(text.at(i)) || text.at(i) == '-')) {
      i++;
    }
    return i;
  }

  private static boolean isPair(long one, long other) {
    return NameWord.form(other) == NameWord.CAPITAL
        && ((isGiven(one) && mayBeSurname(other)) || (isGiven(other) && mayBeSurname(one)));
  }

  private static boolean isGiven(long word) {
    return is(word, Lexicon.GIVEN) && !is(word, Lexicon.WORD | Lexicon.ORGANISATION);
  }

  private static boolean mayBeSurname(long word) {
    return is(word, Lexicon.NAME) || NameWord.flags(word) == 0;
  }
}
