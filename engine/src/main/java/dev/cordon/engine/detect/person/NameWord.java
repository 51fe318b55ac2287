package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * A word of a text as one number, so that nothing is allocated: where it ends, how it is written
 * and what {@link Lexicon} knows of it.
 */
final class NameWord {
  /** No word, or one with digits or inner capitals that names don't have. */
  static final int OTHER = 0;

  static final int LOWER = 1;
  static final int CAPITAL = 2;
  static final int UPPER = 3;
  static final int INITIAL = 4;

  /** Longer words are no names. */
  private static final int LONGEST = 36;

  private NameWord() {}

  static int end(long word) {
    return (int) (word >>> 32);
  }

  static int form(long word) {
    return (int) (word >>> 16) & 0xff;
  }

  static int flags(long word) {
    return (int) word & 0xffff;
  }

  static boolean is(long word, int flags) {
    return (word & flags) != 0;
  }

  /** Tells whether it is a name and nothing else. */
  static boolean isPlainName(long word) {
    return is(word, Lexicon.NAME) && !is(word, Lexicon.AMBIGUOUS | Lexicon.WORD);
  }

  /** Tells whether it begins with a capital and is written as names are. */
  static boolean isCapital(long word) {
    int form = form(word);
    return form == CAPITAL || form == UPPER;
  }

  /** Reads the word that begins at a place. */
  static long read(ScanText text, int start) {
    int hash = Lexicon.seed();
    int letters = 0;
    int uppers = 0;
    int inner = 0;
    int i = start;
    while (i - start < LONGEST) {
      int b = text.at(i);
      int letter;
      boolean upper = false;
      if (Ascii.isLower(b)) {
        letter = b;
      } else if (Ascii.isUpper(b)) {
        letter = b + 0x20;
        upper = true;
      } else if (b >= 0xc3 && b <= 0xc8) {
        int second = text.at(i + 1);
        letter = Lexicon.base(b, second);
        if (letter < 0) {
          break;
        }
        upper = isUpper(b, second);
        i++;
      } else if (b == Lexicon.ADDITIONAL) {
        letter = Lexicon.base(text, i);
        if (letter < 0) {
          break;
        }
        upper = (text.at(i + 2) & 1) == 0;
        i += 2;
      } else if (b == '\'' && letters == 1 && Ascii.isUpper(text.at(i + 1))) {
        i++;
        continue;
      } else {
        break;
      }
      if (upper && letters > uppers && inner == 0) {
        inner = letters;
      }
      letters++;
      uppers += upper ? 1 : 0;
      hash = Lexicon.mix(hash, letter);
      i++;
    }
    int form = form(text, start, i, letters, uppers, inner);
    int flags = form == OTHER ? 0 : Lexicon.names().lookup(Lexicon.finish(hash));
    if (flags == 0 && form == CAPITAL) {
      flags = NameEnding.flags(text, start, i);
    }
    if (letters < i - start && (flags & Lexicon.NAME) != 0 && (flags & Lexicon.PLACE) == 0) {
      flags &= Lexicon.NAME; // Gül, Trần: no English words
    }
    return (long) i << 32 | form << 16 | flags;
  }

  /** Tells a capital among the letters of two bytes that {@link Lexicon#base} knows. */
  static boolean isUpper(int lead, int second) {
    return lead == 0xc3 ? second <= 0x9e : isUpperExtended((lead & 0x1f) << 6 | (second & 0x3f));
  }

  /** Tells capitals from small letters in U+0100 to U+021B, where they alternate. */
  private static boolean isUpperExtended(int letter) {
    boolean odd = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x1b0);
    odd &= letter != 0x1a0 && letter != 0x1a1;
    return (letter & 1) == (odd ? 1 : 0);
  }

  private static int form(ScanText text, int start, int end, int letters, int uppers, int inner) {
    int behind = text.at(end);
    boolean letter = behind >= 0x80 && !NameNeighbours.isSymbol(text, end);
    if (letters == 0 || behind == '_' || letter || Ascii.isAlnum(behind)) {
      return OTHER;
    }
    if (uppers == 0) {
      return LOWER;
    }
    if (uppers == letters) {
      return letters == 1 ? INITIAL : UPPER;
    }
    if (uppers == 1 && inner == 0) {
      return CAPITAL;
    }
    if (uppers == letters - 1 && inner == 2 && letters > 4 && text.at(start + 1) == 'c') {
      return text.at(start) == 'M' ? UPPER : OTHER; // McALLISTER
    }
    boolean apostrophe = text.at(start + 1) == '\'';
    return uppers == 2 && (apostrophe || isInnerCapital(text, start, inner)) ? CAPITAL : OTHER;
  }

  /** Tells {@code McDonald}, {@code DeShawn}, {@code LaToya} from {@code JavaScript}. */
  private static boolean isInnerCapital(ScanText text, int start, int inner) {
    int first = text.at(start);
    int second = text.at(start + 1);
    if (inner == 2) {
      return (first == 'M' && second == 'c')
          || (first == 'D' && (second == 'e' || second == 'i' || second == 'u'))
          || (first == 'L' && (second == 'a' || second == 'e'));
    }
    return inner == 3
        && ((first == 'M' && second == 'a' && text.at(start + 2) == 'c')
            || (first == 'V' && second == 'a' && text.at(start + 2) == 'n'));
  }

  /** Reads the word that ends right before a place; its end is -1 when there is none. */
  static long readBefore(ScanText text, int end) {
    int start = startBefore(text, end);
    if (start < 0) {
      return -1L << 32;
    }
    long word = read(text, start);
    // What begins with no letter that names have is no word, wherever in the text it stands.
    return end(word) == start ? -1L << 32 : word;
  }

  /** Returns where the word that ends right before a place begins, or -1. */
  static int startBefore(ScanText text, int end) {
    int i = end;
    while (end - i < LONGEST
        && (Ascii.isLetter(text.at(i - 1)) || text.at(i - 1) >= 0x80 || isInnerMark(text, i - 1))) {
      i--;
    }
    return i == end || Ascii.isWord(text.at(i - 1)) ? -1 : i;
  }

  private static boolean isInnerMark(ScanText text, int i) {
    return text.at(i) == '\'' && Ascii.isUpper(text.at(i - 1)) && Ascii.isUpper(text.at(i + 1));
  }
}
