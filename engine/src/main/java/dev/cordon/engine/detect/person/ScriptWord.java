package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;

/**
 * A word of a script other than the Latin one as one number: where it ends, whether it begins with
 * a capital, and what {@code scripts.txt} knows of it. The list is read when the first such word
 * stands in a text.
 */
final class ScriptWord {
  static final int GIVEN = 1;
  static final int SURNAME = 2;

  /** Stands before a colon and a name. */
  static final int LABEL = 4;

  /** Stands before a name. */
  static final int TITLE = 8;

  /** Stands before an address. */
  static final int ADDRESS = 16;

  /** A kind of street: {@code ул}. */
  static final int STREET = 32;

  /** A word inside addresses: {@code кв}. */
  static final int PART = 64;

  /** A name that is nothing else, so that it needs no other one beside it. */
  static final int SURE = 128;

  /** Begins with a capital, or stands in a script without capitals. */
  static final int CAPITAL = 1 << 10;

  /** Belongs to a script that has capitals. */
  static final int CASED = 1 << 11;

  static final int NAME = GIVEN | SURNAME;

  static final String[] SECTIONS = {
    "given", "surname", "label", "title", "address", "street", "part", "sure"
  };
  private static final String SURNAME_ENDINGS =
      " ов ова ев ева ин ина ский ская цкий цкая енко чук щук ович евич вич івна ич ић ян ко дзе"
          + " швили овым еву евым иным ину ским скому ского цким цкому цкого ову овой евой иной"
          + " ской овна евна ична овны евны ичны овне евне овной евной овича евича овичу евичу овичем евичем івни івні οπουλος οπουλου ιδης ιδου ακης ακη ελης εας ατος ογλου ";
  private static final int LONGEST = 64;

  private ScriptWord() {}

  /** Loads on first use. */
  private static final class Holder {
    static final Lexicon TABLE = Lexicon.load("scripts.bin");
  }

  static int end(long word) {
    return (int) (word >>> 32);
  }

  static boolean is(long word, int flags) {
    return (word & flags) != 0;
  }

  /** Reads the word at a place; its end is the place if there is none. */
  static long read(ScanText text, int start) {
    int hash = Lexicon.seed();
    int i = start;
    int first = 0;
    while (i - start < LONGEST) {
      int c = codePoint(text, i);
      boolean mark = (c == '-' || c == '\'') && i > start && codePoint(text, i + 1) >= 0x370;
      if (!mark && !isLetter(c)) {
        break;
      }
      first = i == start ? c : first;
      hash = Lexicon.mix(hash, fold(c));
      i += mark ? 1 : c < 0x800 ? 2 : 3;
    }
    if (i == start) {
      return (long) start << 32;
    }
    boolean cased = Character.isUpperCase(first) || Character.isLowerCase(first);
    int flags = Holder.TABLE.lookup(Lexicon.finish(hash));
    if (flags == 0 && Character.isUpperCase(first)) {
      flags = inflected(text, start, i);
    }
    flags |= (flags & SURE) != 0 ? GIVEN : 0;
    flags |= cased ? CASED : CAPITAL;
    flags |= Character.isUpperCase(first) ? CAPITAL : 0;
    flags |= cased && endsAsSurname(text, start, i) ? SURNAME : 0;
    return (long) i << 32 | flags;
  }

  /** Returns the end of the longest name that is nothing else at a place, or the place. */
  static int longestSure(ScanText text, int start, int end) {
    int hash = Lexicon.seed();
    int last = start;
    for (int i = start; i < end; i += 3) {
      hash = Lexicon.mix(hash, codePoint(text, i));
      if ((Holder.TABLE.lookup(Lexicon.finish(hash)) & SURE) != 0) {
        last = i + 3;
      }
    }
    return last;
  }

  private static final String CASES =
      " ом ем у ю а я ы и е ой ей ым им ого ему ому ою ею ові еві ію ию ии ій ии ия ";
  private static final String NOMINATIVES = " йаяь";

  /** Returns the flags of the name that a Cyrillic word is a form of, 0 if it is none. */
  private static int inflected(ScanText text, int start, int end) {
    for (int n = 1; n <= 3 && end - start >= 2 * (n + 2); n++) {
      int stem = end - 2 * n;
      if (!isCase(text, stem, n)) {
        continue;
      }
      int hash = Lexicon.seed();
      for (int i = start; i < stem; i += 2) {
        hash = Lexicon.mix(hash, fold(codePoint(text, i)));
      }
      for (int k = 0; k < NOMINATIVES.length(); k++) {
        char letter = NOMINATIVES.charAt(k);
        int whole = letter == ' ' ? hash : Lexicon.mix(hash, letter);
        int flags = Holder.TABLE.lookup(Lexicon.finish(whole)) & NAME;
        if (flags != 0) {
          return flags;
        }
      }
    }
    return 0;
  }

  private static boolean isCase(ScanText text, int from, int letters) {
    for (int at = 0;
        (at = CASES.indexOf(' ', at)) >= 0 && at + letters + 1 < CASES.length();
        at++) {
      int i = 0;
      while (i < letters && codePoint(text, from + 2 * i) == CASES.charAt(at + 1 + i)) {
        i++;
      }
      if (i == letters && CASES.charAt(at + 1 + i) == ' ') {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells a letter of Greek, Cyrillic, Armenian, Hebrew, Arabic, the scripts of India, Thai or
   * Georgian, or a mark on one.
   */
  private static boolean isLetter(int c) {
    return (c >= 0x370 && c <= 0x587)
        || (c >= 0x590 && c <= 0x6ff && c != 0x60c && c != 0x61b && c != 0x61f && c != 0x6d4)
        || (c >= 0x900 && c <= 0x963)
        || (c >= 0x980 && c <= 0xddf)
        || (c >= 0x10a0 && c <= 0x10ff)
        || (c >= 0xe00 && c <= 0xe4e && c != 0xe2f && c != 0xe3f);
  }

  private static final String PATRONYMICS =
      " ович евич овна евна ична овича евича овны евны ичны овичу евичу овне евне овной евной"
          + " івна івни івно йович ивна ";

  /** Tells whether a Cyrillic word ends as names after a father do. */
  static boolean isPatronymic(ScanText text, int start, int end) {
    return endsAs(PATRONYMICS, text, start, end);
  }

  /** Returns the character at a place, or -1; only up to U+FFFF. */
  static int codePoint(ScanText text, int i) {
    int b = text.at(i);
    if (b < 0x80) {
      return b;
    }
    if (b >= 0xe0 && b < 0xf0) {
      return (b & 0xf) << 12 | (text.at(i + 1) & 0x3f) << 6 | (text.at(i + 2) & 0x3f);
    }
    return b >= 0xc0 && b < 0xe0 ? (b & 0x1f) << 6 | (text.at(i + 1) & 0x3f) : -1;
  }

  /** Returns the small letter without its accent. */
  static int fold(int c) {
    int small = Character.toLowerCase(c);
    int accent = "άέήίόύώϊϋΐΰς".indexOf(small);
    return accent < 0 ? small : "αεηιουωιυιυσ".charAt(accent);
  }

  private static boolean endsAsSurname(ScanText text, int start, int end) {
    return endsAs(SURNAME_ENDINGS, text, start, end);
  }

  private static boolean endsAs(String endings, ScanText text, int start, int end) {
    int letters = (end - start) / 2;
    for (int n = Math.min(5, letters - 2); n >= 2; n--) {
      int at = endings.indexOf(' ');
      while (at >= 0 && at + n + 1 < endings.length()) {
        int i = 0;
        while (i < n && endings.charAt(at + 1 + i) == fold(codePoint(text, end - 2 * (n - i)))) {
          i++;
        }
        if (i == n && endings.charAt(at + 1 + n) == ' ') {
          return true;
        }
        at = endings.indexOf(' ', at + 1);
      }
    }
    return false;
  }
}
