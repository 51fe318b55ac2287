package dev.cordon.engine.instruction;

import dev.cordon.engine.text.Confusables;

/**
 * Reads the characters of a text as a reader does: case, accents and the form of letters make no
 * difference, white space is one blank. Source: Unicode 16, chapter 2 (equivalence), UTS 39
 * (confusables) for what is drawn as a Latin letter. Reusable; not thread-safe.
 */
final class Letters {
  /** A character that nothing shows. */
  static final int NONE = -1;

  /** Letters stand for themselves. */
  static final int PLAIN = 0;

  /** Digits and marks stand for the letters that they look like. */
  static final int LEET = 1;

  /** Letters of Cyrillic and Greek stand for the Latin ones that they look like. */
  static final int ALIKE = 2;

  /** Letters stand for those thirteen behind. */
  static final int ROT13 = 3;

  /** Beside {@link Confusables}, from other rows of the same table: what a reader takes for one. */
  private static final String LOOK = "вbкkмmнhтtκkτtεeχxηnωwɡgɩiոnցgսu";

  /** The letters from U+00C0 without accents, and small; a question mark where one has none. */
  private static final String LATIN =
      "aaaaaa?ceeeeiiii?nooooo?ouuuuy?saaaaaa?ceeeeiiii?nooooo?ouuuuy?yaaaaaaccccccccdd"
          + "??eeeeeeeeeegggggggghh??iiiiiiiiii??jjkk?llllll??llnnnnnn???oooooo??rrrrrrssssss"
          + "sstttt??uuuuuuuuuuuuwwyyyzzzzzz?????????????????????????????????oo?????????????u"
          + "u????????????????????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????"
          + "aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????????????????????";

  /** The same for the letters from U+1E00, most with two accents. */
  private static final String ACCENTED =
      "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo"
          + "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy??????"
          + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
          + "uuyyyyyyyy??????";

  private static final byte[] NOTHING = {};

  /** By character below this what it is without accents, and small. */
  private static final char[] FOLDED = new char[0x600];

  private static final char[] LOOKS = new char[0x600];

  static {
    for (char c = 0; c < FOLDED.length; c++) {
      FOLDED[c] = folded(c);
    }
    for (char c = 0x370; c < 0x530; c++) {
      LOOKS[c] = (char) Character.toLowerCase(Confusables.latin(c));
    }
    for (int i = 0; i < LOOK.length(); i += 2) {
      LOOKS[LOOK.charAt(i)] = LOOK.charAt(i + 1);
    }
  }

  private byte[] text = NOTHING;
  private int to;

  /** The byte after the character that was read last. */
  int next;

  /**
   * Begins a text.
   *
   * @param newTo the byte after its last one
   */
  void begin(byte[] newText, int newTo) {
    text = newText;
    to = newTo;
  }

  /** Forgets the text. */
  void end() {
    text = NOTHING;
  }

  private static char folded(char c) {
    if (c >= 0xC0 && c < 0xC0 + LATIN.length()) {
      char plain = LATIN.charAt(c - 0xC0);
      return plain == '?' ? Character.toLowerCase(c) : plain;
    }
    switch (c) {
      case '_':
      case '-':
      case 0xA0:
        return ' ';
      case 'ё':
      case 'Ё':
        return 'е';
      default:
        return c <= ' ' ? ' ' : Character.toLowerCase(c);
    }
  }

  /**
   * Returns a character as {@link Phrases} has it.
   *
   * @param cp a code point
   */
  static int folded(int cp) {
    if (cp < FOLDED.length) {
      return FOLDED[cp];
    }
    if ((cp >= 0x064B && cp <= 0x0652) || cp == 0x0640 || cp == 0x093C || cp == 0xFEFF) {
      return NONE; // vowel marks and the like, often left out
    }
    if (cp >= 0x0622 && cp <= 0x0649) {
      return cp <= 0x0625 && cp != 0x0624 ? 0x0627 : cp == 0x0629 ? 0x0647 : arabic(cp);
    }
    if (cp >= 0x1E00 && cp <= 0x1EFF) {
      char plain = ACCENTED.charAt(cp - 0x1E00);
      return plain == '?' ? Character.toLowerCase(cp) : plain;
    }
    if (cp >= 0x2000 && cp <= 0x206F) {
      return mark(cp);
    }
    if (cp >= 0xFF01 && cp <= 0xFF5E) {
      return folded(cp - 0xFF01 + '!');
    }
    if (cp >= 0x1D400 && cp <= 0x1D6A3) {
      return 'a' + (cp - 0x1D400) % 26;
    }
    return cp == 0x3000 ? ' ' : Character.toLowerCase(cp);
  }

  private static int arabic(int cp) {
    return cp == 0x0649 ? 0x064A : cp;
  }

  private static int mark(int cp) {
    if (cp <= 0x200A || cp == 0x2028 || cp == 0x2029 || cp == 0x202F) {
      return ' ';
    }
    if (cp >= 0x2010 && cp <= 0x2015) {
      return ' ';
    }
    if (cp == 0x2019 || cp == 0x2018) {
      return '\'';
    }
    return cp <= 0x200F || (cp >= 0x202A && cp <= 0x202E) || cp >= 0x2060 ? NONE : cp;
  }

  /** Reads the code point at a place and sets {@link #next}; a malformed byte is one of its own. */
  int codePoint(int p) {
    int b = text[p];
    if (b >= 0) {
      next = p + 1;
      return b;
    }
    int width = b >= -16 ? 4 : b >= -32 ? 3 : 2;
    if (b < -64 || p + width > to) {
      next = p + 1;
      return 0xFFFD;
    }
    int cp = b & (0x7F >> width);
    for (int i = p + 1; i < p + width; i++) {
      cp = cp << 6 | (text[i] & 0x3F);
    }
    next = p + width;
    return cp;
  }

  /**
   * Reads the character at a place and sets {@link #next}.
   *
   * @param mode what stands for what
   */
  int at(int p, int mode) {
    int c = folded(codePoint(p));
    switch (mode) {
      case LEET:
        return c > 0 && c < 128 ? leet(c) : c;
      case ALIKE:
        return c > 0 && c < LOOKS.length && LOOKS[c] != 0 ? LOOKS[c] : c;
      case ROT13:
        return c >= 'a' && c <= 'z' ? (c - 'a' + 13) % 26 + 'a' : c;
      default:
        return c;
    }
  }

  private static int leet(int c) {
    int at = "0134579@$!|".indexOf(c);
    return at < 0 ? c : "oieastgasil".charAt(at);
  }

  /** Tells whether words of a character's script stand without blanks, or hang together. */
  static boolean isOpen(int c) {
    return c >= 0x590;
  }
}
