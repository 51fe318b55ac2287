package dev.cordon.engine.hidden;

/**
 * What declarations of CSS say of an element's text, as bits: whether they hide it, and what they
 * set otherwise. Stateless. Source: CSS 2.2, chapters 9, 11, 14 and 15; of a property that is
 * declared twice the last one counts.
 */
final class Declarations {
  /** White text, which nobody sees on a white ground. */
  static final int WHITE = 1;

  /** A background that isn't white. */
  static final int GROUND = 1 << 1;

  /** All ways to hide a text. */
  static final int HIDING = 0x7D;

  /** Moves the bit of a way to hide to that of the same property set otherwise. */
  static final int OTHERWISE = 8;

  /** Moves it to that of what may set the property, whatever else does. */
  static final int PERHAPS = 16;

  private static final int CLEAR = 1 << 2;
  private static final String[] PROPERTIES = {"display", "visibility", "font-size", "opacity"};
  private static final int FIRST_PROPERTY = 3;

  private Declarations() {}

  /** Reads declarations; each ends at a semicolon. */
  static int read(byte[] text, int from, int to) {
    int bits = 0;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == ';') {
        bits = declaration(text, start, i, bits);
        start = i + 1;
      }
    }
    return bits;
  }

  /** Returns what is declared where a stronger declaration stands beside a weaker one. */
  static int over(int weaker, int stronger) {
    int set = (stronger | stronger >> OTHERWISE) & HIDING;
    return (weaker & ~(set | set << OTHERWISE)) | stronger;
  }

  /**
   * Returns what is known where it isn't certain that declarations are in force: they hide nothing,
   * what they show is perhaps shown, and a background is taken to be there.
   */
  static int uncertain(int bits) {
    return (bits & GROUND) | (bits >> OTHERWISE & HIDING) << PERHAPS;
  }

  /** Returns what an element says whose text has a color of HTML. */
  static int color(byte[] text, int from, int to) {
    return color(isWhite(text, from, to, 0xFA) ? WHITE : 0);
  }

  private static int color(int bit) {
    return bit | ((WHITE | CLEAR) & ~bit) << OTHERWISE;
  }

  /** Tells whether white text shows on a background. */
  static boolean isGround(byte[] text, int from, int to) {
    boolean image = Ascii.indexOf(text, from, to, "(") >= 0;
    return from < to && !isClear(text, from, to) && (image || !isWhite(text, from, to, 0xE0));
  }

  private static int declaration(byte[] text, int from, int to, int bits) {
    int start = Ascii.blank(text, from, to);
    int colon = start;
    while (colon < to && text[colon] != ':') {
      colon++;
    }
    if (colon == to) {
      return bits;
    }
    int end = colon;
    while (end > start && text[end - 1] <= ' ') {
      end--;
    }
    int value = Ascii.blank(text, colon + 1, to);
    if (Ascii.is(text, start, end, "color")) {
      boolean clear = isWord(text, value, to, "transparent") || hasNoAlpha(text, value, to);
      return over(bits, color(clear ? CLEAR : isWhite(text, value, to, 0xFA) ? WHITE : 0));
    }
    if (Ascii.startsWith(text, start, end, "background")) {
      boolean colored =
          Ascii.is(text, start, end, "background")
              || Ascii.is(text, start, end, "background-color")
              || Ascii.is(text, start, end, "background-image");
      return colored && isGround(text, value, to) ? bits | GROUND : bits;
    }
    for (int i = 0; i < PROPERTIES.length; i++) {
      if (Ascii.is(text, start, end, PROPERTIES[i])) {
        int bit = 1 << (FIRST_PROPERTY + i);
        boolean hides = hides(text, value, to, i);
        return over(bits, hides ? bit : bit << OTHERWISE);
      }
    }
    return bits;
  }

  private static boolean hides(byte[] text, int from, int to, int property) {
    switch (property) {
      case 0:
        return isWord(text, from, to, "none");
      case 1:
        return isWord(text, from, to, "hidden") || isWord(text, from, to, "collapse");
      default:
        return isNothing(text, from, to, property == 2);
    }
  }

  /** Tells whether a number is nothing, or a size that nobody reads: a pixel or a point at most. */
  private static boolean isNothing(byte[] text, int from, int to, boolean size) {
    int i = from;
    int whole = 0;
    while (i < to && text[i] >= '0' && text[i] <= '9') {
      whole = Math.min(100, whole * 10 + text[i++] - '0');
    }
    boolean zero = whole == 0;
    boolean digits = i > from;
    if (i < to && text[i] == '.') {
      i++;
      for (int place = 1; i < to && text[i] >= '0' && text[i] <= '9'; place++) {
        zero &= text[i] == '0' || (size && place > 1); // a hundredth of anything
        digits = true;
        i++;
      }
    }
    boolean unit = isWord(text, i, to, "px") || isWord(text, i, to, "pt");
    return digits
        && (zero || (size && whole == 0 && unit) || (size && isOne(text, from, i) && unit));
  }

  private static boolean isOne(byte[] text, int from, int to) {
    return to > from && text[from] == '1' && (to - from == 1 || text[from + 1] == '.');
  }

  /** Tells whether a color is white, or as light as a least value of red, green and blue. */
  private static boolean isWhite(byte[] text, int from, int to, int least) {
    if (from < to && text[from] == '#') {
      int digits = from + 1;
      while (digits < to && Character.digit(text[digits], 16) >= 0) {
        digits++;
      }
      int step = digits - from == 4 ? 1 : digits - from == 7 ? 2 : 0;
      boolean light = step > 0;
      for (int i = from + 1; i < digits && light; i += step) {
        int high = Character.digit(text[i], 16);
        int low = step == 1 ? high : Character.digit(text[i + 1], 16);
        light = high * 16 + low >= least;
      }
      return light;
    }
    return isWord(text, from, to, "white")
        || Ascii.startsWith(text, from, to, "rgb(255,255,255")
        || Ascii.startsWith(text, from, to, "rgb(255, 255, 255");
  }

  /** Tells whether a color is one with an alpha of 0 (CSS Color 4, sections 5.1 and 5.2). */
  private static boolean hasNoAlpha(byte[] text, int from, int to) {
    int end = from;
    if (from < to && text[from] == '#') {
      do {
        end++;
      } while (end < to && Character.digit(text[end], 16) >= 0);
      int digits = end - from - 1;
      return (digits == 4 && text[end - 1] == '0')
          || (digits == 8 && text[end - 1] == '0' && text[end - 2] == '0');
    }
    int number = -1;
    int numbers = 1;
    while (end < to && text[end] != ')') {
      boolean between = text[end] == ',' || text[end] == '/';
      numbers += between ? text[end] == '/' ? 3 : 1 : 0;
      number = between ? end + 1 : number;
      end++;
    }
    boolean function =
        Ascii.startsWith(text, from, to, "rgb") || Ascii.startsWith(text, from, to, "hsl");
    return function
        && end < to
        && numbers >= 4
        && isNothing(text, Ascii.blank(text, number, end), end, false);
  }

  private static boolean isClear(byte[] text, int from, int to) {
    return isWord(text, from, to, "transparent")
        || isWord(text, from, to, "none")
        || isWord(text, from, to, "inherit")
        || isWord(text, from, to, "initial")
        || isWord(text, from, to, "unset");
  }

  /** Tells whether a value begins with a word. */
  private static boolean isWord(byte[] text, int from, int to, String word) {
    int end = from + word.length();
    return Ascii.startsWith(text, from, to, word)
        && (end == to || text[end] <= ' ' || text[end] == '!' || text[end] == ';');
  }
}
