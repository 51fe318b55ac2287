package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.end;
import static dev.cordon.engine.detect.person.NameWord.flags;
import static dev.cordon.engine.detect.person.NameWord.form;
import static dev.cordon.engine.detect.person.NameWord.is;
import static dev.cordon.engine.detect.person.NameWord.isCapital;
import static dev.cordon.engine.detect.person.NameWord.isPlainName;
import static dev.cordon.engine.detect.person.NameWord.read;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * The grammar of names: given names, initials, particles, surnames, hyphens and suffixes such as
 * {@code Jr.}, on one line. The result is one number: the name's end, the number of its words, and
 * the flags of the first and the last of them.
 */
final class NameParser {
  /** Only what the lists know may begin a name. */
  static final int NONE = 0;

  /** Something before says that a name follows: words that aren't known are names. */
  static final int CUED = 1;

  /** As {@link #CUED}, and common words are names as well: {@code Mr. Price}. */
  static final int TITLED = 2;

  /** As {@link #CUED}, and small letters are allowed for names of the lists. */
  static final int SPOKEN = 3;

  private static final int MOST_WORDS = 4;

  private NameParser() {}

  static int nameEnd(long name) {
    return (int) (name >>> 32);
  }

  static int words(long name) {
    return (int) (name >>> 28) & 0xf;
  }

  static int firstFlags(long name) {
    return (int) (name >>> 14) & 0x3fff;
  }

  static int lastFlags(long name) {
    return (int) name & 0x3fff;
  }

  /** Parses the name that begins at a place; 0 if there is none. */
  static long parse(ScanText text, int start, int trust) {
    int at = start;
    int end = -1;
    int words = 0;
    int first = 0;
    int last = 0;
    boolean upper = false;
    boolean particle = false;
    for (int tokens = 0; tokens < 8 && words < MOST_WORDS; tokens++) {
      long word = hyphened(text, read(text, at));
      int form = form(word);
      int behind = end(word);
      if (form == NameWord.INITIAL) {
        if (upper && words > 1) {
          break; // DOE V. ROE
        }
        if (text.at(behind) == '.') {
          behind++;
        } else if (words == 0) {
          return 0;
        }
      } else if (form == NameWord.LOWER && trust != SPOKEN) {
        if (words == 0
            || !is(word, Lexicon.PARTICLE)
            || (!particle && isArticle(text, at, behind))) {
          break;
        }
        particle = true;
      } else if (words == 0 || !isCapitalParticle(text, word)) {
        if (words > 0 && is(word, Lexicon.ORGANISATION) && !isSurname(word, words, first)) {
          return isCapital(word) ? 0 : result(text, end, words, first, last);
        }
        if (!accepts(word, words, trust) || (words > 0 && !fits(word, upper, form))) {
          break;
        }
        if (words == 0) {
          first = flags(word);
          upper = form == NameWord.UPPER;
        }
        last = flags(word);
        words++;
        end = behind;
      }
      at = next(text, behind);
      if (at < 0) {
        break;
      }
    }
    return words == 0 ? 0 : result(text, end, words, first, last);
  }

  /** Tells {@code den} in {@code hat Jan den Vertrag}; names have it behind {@code van}. */
  private static boolean isArticle(ScanText text, int start, int end) {
    int last = text.at(end - 1);
    return end - start == 3 && text.at(start) == 'd' && (last == 'n' || last == 'r' || last == 's');
  }

  private static boolean isCapitalParticle(ScanText text, long word) {
    return form(word) == NameWord.CAPITAL
        && is(word, Lexicon.PARTICLE)
        && !is(word, Lexicon.NAME)
        && text.at(end(word)) == ' '
        && isCapital(read(text, end(word) + 1));
  }

  private static boolean isSurname(long word, int words, int first) {
    // "Grace Park" is left to who asks; "Phoenix Park" is a place.
    return is(word, Lexicon.SURNAME)
        && words == 1
        && (first & Lexicon.GIVEN) != 0
        && (first & (Lexicon.PLACE | Lexicon.WORD)) == 0;
  }

  private static boolean fits(long word, boolean upper, int form) {
    return form == NameWord.LOWER
        || upper == (form == NameWord.UPPER)
        || (form == NameWord.UPPER && is(word, Lexicon.SURNAME));
  }

  private static boolean accepts(long word, int words, int trust) {
    int form = form(word);
    if (form == NameWord.OTHER) {
      return false;
    }
    if (form == NameWord.LOWER) {
      return isPlainName(word)
          || (is(word, Lexicon.NAME) && !is(word, Lexicon.WORD | Lexicon.BEFORE))
          || (words > 0 && flags(word) == 0);
    }
    if (is(word, Lexicon.NAME)) {
      return words == 0 || trust == TITLED || !is(word, Lexicon.BEFORE);
    }
    if (is(word, Lexicon.BEFORE | Lexicon.PARTICLE)) {
      return trust == TITLED && !is(word, Lexicon.BEFORE);
    }
    if (is(word, Lexicon.WORD | Lexicon.ORGANISATION)) {
      return trust == TITLED && words < 2;
    }
    return words > 0 || trust != NONE;
  }

  private static boolean isNameOnly(int flags) {
    return (flags & Lexicon.NAME) != 0 && (flags & (Lexicon.WORD | Lexicon.PLACE)) == 0;
  }

  /** Joins {@code Jean-Pierre}, {@code Smith-Jones}, {@code Min-jun} to one word. */
  static long hyphened(ScanText text, long word) {
    long joined = word;
    for (int parts = 0; parts < 2; parts++) {
      int end = end(joined);
      int behind = text.at(end + 1);
      if (text.at(end) != '-' || !(Ascii.isLetter(behind) || behind >= 0x80)) {
        break;
      }
      long more = read(text, end + 1);
      boolean small = form(more) == NameWord.LOWER;
      if (form(more) == NameWord.OTHER || (small && !is(more, Lexicon.NAME))) {
        return (long) end << 32;
      }
      if (form(joined) == NameWord.LOWER) {
        // al-Sayed is a surname; other words in small letters join to no name.
        return is(joined, Lexicon.PARTICLE) && isCapital(more)
            ? (long) end(more) << 32 | NameWord.CAPITAL << 16 | Lexicon.SURNAME
            : joined;
      }
      int known = (flags(joined) & Lexicon.NAME) | (flags(more) & Lexicon.NAME);
      int doubt =
          small || (isNameOnly(flags(joined)) && isNameOnly(flags(more)))
              ? 0 // Ji-woo, Min-jun, Yi-Ting
              : flags(joined)
                  & flags(more)
                  & (Lexicon.AMBIGUOUS | Lexicon.WORD | Lexicon.ORGANISATION);
      joined = (long) end(more) << 32 | form(joined) << 16 | known | doubt;
    }
    return joined;
  }

  /** Returns where the next word on the line begins, or -1. */
  private static int next(ScanText text, int end) {
    int at = end;
    if (text.at(at) == ' ') {
      at++;
    } else if (text.at(end - 1) != '.') {
      return -1;
    }
    int b = text.at(at);
    return Ascii.isLetter(b) || b >= 0xc3 ? at : -1;
  }

  private static long result(ScanText text, int end, int words, int first, int last) {
    return (long) suffix(text, end) << 32 | (long) words << 28 | (long) first << 14 | last;
  }

  /** Takes {@code Jr.}, {@code Sr.}, {@code II}, {@code III} and {@code IV} to the name. */
  static int suffix(ScanText text, int end) {
    int at = text.at(end) == ',' ? end + 1 : end;
    if (text.at(at) != ' ') {
      return end;
    }
    at++;
    int a = text.at(at);
    int b = text.at(at + 1);
    int behind = at + 2;
    if ((a == 'J' || a == 'S') && (b | 0x20) == 'r') {
      behind = text.at(behind) == '.' ? behind + 1 : behind;
    } else if (a == 'I' && b == 'I' && text.at(behind) == 'I') {
      behind++;
    } else if (a != 'I' || (b != 'I' && b != 'V')) {
      return end;
    }
    return text.endsWord(behind) ? behind : end;
  }
}
