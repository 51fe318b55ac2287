package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * Undoes case endings of names in Polish, Czech, Slovak and Finnish: {@code Kacprem} is {@code
 * Kacper}, {@code Kowalskiego} is {@code Kowalski}, {@code Annalle} is {@code Anna}.
 */
final class NameEnding {
  private static final String[] ENDINGS = {
    "em", "iem", "owi", "ovi", "ego", "emu", "im", "ym", "iej", "ove", "ovou", "lle", "lta", "lla",
    "sta", "ssa", "lta", "sta"
  };

  private static final int SHORTEST_STEM = 4;

  private NameEnding() {}

  /** Returns the flags of the name that a word is a form of, 0 if it is none. */
  static int flags(ScanText text, int start, int end) {
    if (end - start < SHORTEST_STEM + 2) {
      return 0;
    }
    for (String ending : ENDINGS) {
      int stem = end - ending.length();
      if (stem - start >= SHORTEST_STEM && stands(text, stem, ending)) {
        int flags = name(lookup(text, start, stem, 0));
        char last = ending.charAt(0);
        flags |= last == 'i' || last == 'y' ? name(lookup(text, start, stem + 1, 0)) : 0;
        flags |= last == 'i' ? name(lookup(text, start, stem, 'a')) : 0;
        flags |=
            flags == 0 && last != 'l' && last != 's' ? name(lookup(text, start, stem - 1, 'e')) : 0;
        if (flags != 0) {
          return flags;
        }
      }
    }
    return 0;
  }

  private static int name(int flags) {
    return NameWord.isPlainName(flags) ? flags & Lexicon.NAME : 0;
  }

  private static boolean stands(ScanText text, int at, String ending) {
    for (int i = 0; i < ending.length(); i++) {
      if (text.at(at + i) != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks a stem up: with a letter behind it, or with {@code e} before its last letter, which the
   * ending took away.
   */
  private static int lookup(ScanText text, int start, int stem, int letter) {
    int hash = Lexicon.letters(text, start, stem, Lexicon.seed());
    if (letter != 0) {
      hash = Lexicon.mix(hash, letter);
    }
    if (letter == 'e') {
      int last = text.at(stem);
      if (!Ascii.isLower(last)) {
        return 0;
      }
      hash = Lexicon.mix(hash, last);
    }
    return Lexicon.names().lookup(Lexicon.finish(hash));
  }
}
