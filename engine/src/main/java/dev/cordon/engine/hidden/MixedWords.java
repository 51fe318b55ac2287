package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.text.Confusables;
import java.nio.charset.StandardCharsets;

/**
 * Finds words that are drawn as one of a single alphabet and hold letters of another one: Latin
 * with Greek or Cyrillic letters. Words that show that they are mixed are none of these, nor what
 * real texts mix: endings of Russian and Greek prose on names and on quantities, compounds with a
 * capital at the seam, symbols of mathematics, units, notations of phonetics. Reusable; not
 * thread-safe.
 */
final class MixedWords {
  /** Shorter ones are abbreviations and symbols, such as {@code pH}. */
  private static final int FEWEST = 3;

  /** In bytes; what is longer is no word. */
  private static final int LONGEST = 96;

  /** The most letters of an index on a quantity, such as {@code Cмакс}. */
  private static final int LONGEST_INDEX = 4;

  /** How many letters that look like no Latin one make a text one of their alphabet, and where. */
  private static final int PROSE = 8;

  private static final int AROUND = 160;

  /** Letters of Greek that stand for quantities, and so beside Latin ones. */
  private static final String SYMBOLS = "αγνρσυϱ";

  private static final int NONE = 0;
  private static final int LATIN = 1;
  private static final int GREEK = 2;
  private static final int CYRILLIC = 3;
  private static final int PHONETIC = 4;

  private int letters;
  private int latin;
  private int seams;

  /** Letters before the first seam. */
  private int before;

  private int other;
  private int symbols;
  private boolean capitalAtSeam;
  private boolean onlySpare;
  private boolean asLatin;
  private boolean asOther;
  private boolean startsLatin;
  private boolean phonetic;

  /**
   * Looks at the word that a letter of Greek or Cyrillic is in; returns where to go on.
   *
   * @param from the text's first byte
   * @param floor the word begins there or behind
   */
  int at(byte[] text, int from, int floor, int p, int to, HiddenSpans spans) {
    int end = p;
    while (end + 1 < to && alphabet(text, end) > LATIN) {
      end += 2;
    }
    if (end == p) {
      return p + 1;
    }
    boolean alone = !(p > floor && isAscii(text[p - 1])) && !(end < to && isAscii(text[end]));
    if (alone) {
      return end;
    }
    int start = p;
    boolean begins = false;
    while (!begins) {
      if (start > floor && isAscii(text[start - 1])) {
        start--;
      } else if (start - 2 >= floor && alphabet(text, start - 2) == LATIN) {
        start -= 2;
      } else {
        begins = true;
      }
    }
    end = wordEnd(text, end, to);
    if (end - start <= LONGEST && isMixed(text, from, start, end, to)) {
      spans.hidden(Threat.MIXED_LETTERS, start, end);
    }
    return end;
  }

  /** Returns a word in letters of the alphabet that it is drawn as one of, as UTF-8. */
  byte[] plain(byte[] text, int from, int to) {
    read(text, from, to);
    boolean toOther = asOther;
    StringBuilder plain = new StringBuilder(to - from);
    for (int i = from; i < to; ) {
      boolean two = text[i] < 0;
      int cp = two ? codePoint(text, i) : text[i];
      int alike = toOther ? alike(cp) : Confusables.latin(cp);
      plain.append((char) (alike == 0 ? cp : alike));
      i += two ? 2 : 1;
    }
    return plain.toString().getBytes(StandardCharsets.UTF_8);
  }

  private int alike(int latinLetter) {
    return other == GREEK ? Confusables.greek(latinLetter) : Confusables.cyrillic(latinLetter);
  }

  private static int wordEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to) {
      if (isAscii(text[end])) {
        end++;
      } else if (end + 1 < to && alphabet(text, end) != NONE) {
        end += 2;
      } else {
        break;
      }
    }
    return end;
  }

  private boolean isMixed(byte[] text, int from, int start, int end, int to) {
    read(text, start, end);
    if (letters < FEWEST || phonetic || latin == 0 || !(asLatin || asOther)) {
      return false;
    }
    if (other == CYRILLIC && onlySpare && asOther) {
      return false; // where a keyboard lacks і and ј people write these
    }
    if (symbols == letters - latin && (letters == FEWEST || (seams == 1 && symbols == 1))) {
      return false;
    }
    if (seams != 1) {
      return true;
    }
    int behind = letters - before;
    boolean compound = capitalAtSeam && before >= 2 && behind >= 2;
    boolean escape =
        startsLatin && start > from && (text[start - 1] == '\\' || text[start - 1] == '%');
    boolean index = startsLatin && before == 1 && behind <= LONGEST_INDEX;
    boolean tensor = index && behind < LONGEST_INDEX && other == GREEK && !asLatin;
    boolean ending = startsLatin && (before >= 2 || index) && isProse(text, from, start, end, to);
    return !compound && !escape && !ending && !tensor;
  }

  /** Reads a word of letters that take one byte or two. */
  private void read(byte[] text, int from, int to) {
    letters = latin = seams = before = symbols = 0;
    other = NONE;
    capitalAtSeam = phonetic = false;
    onlySpare = asLatin = asOther = true;
    int last = NONE;
    boolean lastSmall = false;
    for (int i = from; i < to; ) {
      boolean two = text[i] < 0;
      int cp = two ? codePoint(text, i) : text[i];
      int alphabet = two ? alphabet(text, i) : LATIN;
      i += two ? 2 : 1;
      if (cp >= 0x300 && cp < 0x370) {
        continue; // an accent of the letter before
      }
      if (alphabet == LATIN) {
        latin++;
        onlySpare &= isSpare(cp);
      } else if (alphabet == PHONETIC) {
        phonetic = true;
      } else {
        asLatin &= Confusables.latin(cp) != 0;
        asOther &= other == NONE || other == alphabet;
        other = alphabet;
        symbols += SYMBOLS.indexOf(cp) >= 0 ? 1 : 0;
      }
      if (last != NONE && alphabet != last) {
        if (seams++ == 0) {
          before = letters;
          capitalAtSeam = lastSmall && Character.isUpperCase(cp);
        }
      }
      startsLatin = last == NONE ? alphabet == LATIN : startsLatin;
      last = alphabet;
      lastSmall = Character.isLowerCase(cp);
      letters++;
    }
    asOther &= latin < letters - latin;
    for (int i = from; i < to && asOther; i += text[i] < 0 ? 2 : 1) {
      int cp = text[i] < 0 ? codePoint(text, i) : text[i];
      boolean spare = other == CYRILLIC && isSpare(cp);
      asOther = spare || (text[i] < 0 && alphabet(text, i) != LATIN) || alike(cp) != 0;
    }
  }

  /** Tells whether a word stands in a text of the other alphabet. */
  private boolean isProse(byte[] text, int from, int start, int end, int to) {
    int count = 0;
    int until = Math.min(to - 1, end + AROUND);
    for (int i = Math.max(from, start - AROUND); i < until && count < PROSE; i++) {
      i = i == start ? end : i;
      boolean counts = i < until && alphabet(text, i) == other;
      count += counts && Confusables.latin(codePoint(text, i)) == 0 ? 1 : 0;
    }
    return count >= PROSE;
  }

  private static boolean isSpare(int cp) {
    return cp == 'i' || cp == 'I' || cp == 'j' || cp == 'J';
  }

  private static boolean isAscii(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  /** Returns the alphabet of a letter of two bytes; accents count as those of letters of Greek. */
  private static int alphabet(byte[] text, int p) {
    int lead = text[p] & 0xFF;
    if (lead < 0xC3 || lead > 0xD4 || (text[p + 1] & 0xC0) != 0x80) {
      return NONE;
    }
    int cp = codePoint(text, p);
    if (cp < 0x250) {
      return cp == 0xD7 || cp == 0xF7 ? NONE : LATIN;
    }
    if (cp < 0x2B0) {
      return PHONETIC;
    }
    if (cp < 0x370) {
      return cp < 0x300 ? NONE : GREEK;
    }
    if (cp < 0x400) {
      return cp == 0x37E || cp == 0x387 ? NONE : GREEK;
    }
    return cp <= 0x52F ? CYRILLIC : NONE;
  }

  private static int codePoint(byte[] text, int p) {
    return (text[p] & 0x1F) << 6 | (text[p + 1] & 0x3F);
  }
}
