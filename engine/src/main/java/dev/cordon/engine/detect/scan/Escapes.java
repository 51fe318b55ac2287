package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.WordLists;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads characters that JSON, URLs, forms and HTML write as escapes. Only what names, addresses and
 * numbers are made of: an escape within a secret stays, so that its whole text is found.
 */
final class Escapes {
  /** The next character is no escape. */
  static final long NONE = -1;

  private static final int SOFT_HYPHEN = 0xad;
  private static final int LONGEST_ENTITY = 8;
  private static final int LONGEST_WORDS = 48;
  private static final int LONGEST_QUERY = 256;
  private static final int FIRST_PRINTABLE = 0x20;

  /** JSON in JSON in JSON has seven backslashes before a letter. */
  private static final int MOST_BACKSLASHES = 7;

  /** A number that a form writes in groups has so many digits. */
  private static final int FEWEST_DIGITS = 8;

  private static final byte[] QUOTED = "quoted-printable".getBytes(StandardCharsets.US_ASCII);

  /** Read when the first text with such a reference is met. */
  private static final class References {
    /** The names of character references, packed, ascending; and what they stand for. */
    static final long[] NAMES;

    static final int[] CHARACTERS;

    static {
      Map<Long, Integer> entities = new TreeMap<>();
      for (String row : WordLists.read(Escapes.class, "words.txt").of("entities")) {
        int blank = row.indexOf(' ');
        long name = 0;
        for (int i = 0; i < blank; i++) {
          name = name << 8 | row.charAt(i);
        }
        entities.put(name, Integer.valueOf(row.substring(blank + 1)));
      }
      NAMES = new long[entities.size()];
      CHARACTERS = new int[entities.size()];
      int size = 0;
      for (Map.Entry<Long, Integer> entity : entities.entrySet()) {
        NAMES[size] = entity.getKey();
        CHARACTERS[size++] = entity.getValue();
      }
    }
  }

  private Escapes() {}

  /** Returns the code point of what {@link #read} gave. */
  static int codePoint(long read) {
    return (int) read;
  }

  /** Returns how many bytes {@link #read} took. */
  static int width(long read) {
    return (int) (read >>> 32);
  }

  /** Tells whether a byte may begin an escape. */
  static boolean begins(int b) {
    return b == '\\' || b == '%' || b == '&' || b == '+' || b == '=';
  }

  /**
   * Reads an escape.
   *
   * @param quoted whether the text is quoted-printable, see {@link #isQuotedPrintable}
   * @return its code point and width, or {@link #NONE}
   */
  static long read(byte[] text, int from, int i, int to, boolean quoted) {
    switch (text[i]) {
      case '\\':
        return backslash(text, i, to);
      case '%':
        return percent(text, from, i, to);
      case '&':
        return entity(text, i, to);
      case '=':
        return quoted ? quotedPrintable(text, i, to) : NONE;
      default:
        boolean blank = isBlank(text, from, i, to) || isGap(text, from, i, to);
        return blank ? made(' ', 1) : NONE;
    }
  }

  private static long made(int codePoint, int width) {
    return (long) width << 32 | codePoint;
  }

  /** Reads {@code \}{@code u0040} and {@code \/}, with the backslashes of JSON in JSON. */
  private static long backslash(byte[] text, int i, int to) {
    int letter = i + 1;
    while (letter < to && letter - i < MOST_BACKSLASHES && text[letter] == '\\') {
      letter++;
    }
    if (letter < to && text[letter] == '/') {
      return made('/', letter + 1 - i);
    }
    if (letter + 4 >= to || text[letter] != 'u') {
      return NONE;
    }
    int cp = 0;
    for (int k = letter + 1; k <= letter + 4; k++) {
      int value = Character.digit(text[k], 16);
      if (value < 0) {
        return NONE;
      }
      cp = cp * 16 + value;
    }
    return isPrintable(cp) ? made(cp, letter + 5 - i) : NONE;
  }

  private static boolean isPrintable(int cp) {
    return cp >= FIRST_PRINTABLE
        && cp != 0x7f
        && (cp > 0xffff || !Character.isSurrogate((char) cp));
  }

  /**
   * Reads {@code %40}, {@code %20}, {@code %2B} before digits, letters ({@code %C3%BC}), digits in
   * a row and what stands between them: {@code 536%2D22}.
   */
  private static long percent(byte[] text, int from, int i, int to) {
    int first = hex(text, i, to);
    boolean blank = first == ' ' && isLetterOrDigit(text, i + 3, to);
    if (first == '@' || (blank && !isInQuery(text, from, i))) {
      return made(first, 3);
    }
    if (first == '+' && i + 3 < to && Ascii.isDigit(text[i + 3])) {
      return made('+', 3);
    }
    if (first == ',' && i > from && Ascii.isAlnum(text[i - 1]) && isComma(text, i + 3, to)) {
      return made(',', 3);
    }
    if (first >= 0 && first < 0x80) {
      return isPart(text, from, i, to, first) ? made(first, 3) : NONE;
    }
    return letter(text, i, to, first, '%');
  }

  /** Tells whether a blank, written in any way, or a letter follows a comma. */
  private static boolean isComma(byte[] text, int i, int to) {
    return hex(text, i, to) == ' ' || (i < to && text[i] == '+') || isLetterOrDigit(text, i, to);
  }

  /** Tells a digit beside others, and what stands between those of a number or within a name. */
  private static boolean isPart(byte[] text, int from, int i, int to, int b) {
    int before = i > from ? text[i - 1] : -1;
    int behind = i + 3 < to ? text[i + 3] : -1;
    int next = hex(text, i + 3, to);
    if (Ascii.isDigit(b)) {
      return Ascii.isDigit(before) || Ascii.isDigit(behind) || Ascii.isDigit(next);
    }
    boolean digits = Ascii.isDigit(before) && (Ascii.isDigit(behind) || Ascii.isDigit(next));
    boolean words = Ascii.isAlnum(before) && Ascii.isAlnum(behind);
    return (digits && (b == '/' || b == ':')) || ((digits || words) && (b == '-' || b == '.'));
  }

  /** Reads a letter of two or three bytes, each written behind a mark. */
  private static long letter(byte[] text, int i, int to, int first, int mark) {
    int more = first >= 0xc3 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : 0;
    int cp = more == 1 ? first & 0x1f : first & 0x0f;
    for (int k = 1; k <= more; k++) {
      int next = hex(text, i + 3 * k, to, mark);
      if (next < 0x80 || next > 0xbf) {
        return NONE;
      }
      cp = cp << 6 | (next & 0x3f);
    }
    return more > 0 && Character.isLetter(cp) ? made(cp, 3 + 3 * more) : NONE;
  }

  private static boolean isLetterOrDigit(byte[] text, int i, int to) {
    return i < to && (Ascii.isAlnum(text[i]) || text[i] == '%' || text[i] == '(');
  }

  /** Reads {@code =40}, {@code =C3=BC} and lines broken behind an equals sign: RFC 2045, 6.7. */
  private static long quotedPrintable(byte[] text, int i, int to) {
    int end = i + 1 < to && text[i + 1] == '\r' ? i + 2 : i + 1;
    if (end < to && text[end] == '\n') {
      return made(SOFT_HYPHEN, end + 1 - i);
    }
    int first = hex(text, i, to, '=');
    return first < 0x80
        ? first >= FIRST_PRINTABLE && first < 0x7f ? made(first, 3) : NONE
        : letter(text, i, to, first, '=');
  }

  /** Tells whether a text says that it is quoted-printable, or holds a letter written so. */
  static boolean isQuotedPrintable(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '=') {
        int first = hex(text, i, to, '=');
        if (first >= 0x80 && letter(text, i, to, first, '=') != NONE) {
          return true;
        }
      } else if ((text[i] | 0x20) == 'q' && isQuoted(text, i, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isQuoted(byte[] text, int at, int to) {
    int i = 0;
    while (i < QUOTED.length && at + i < to && (text[at + i] | 0x20) == (QUOTED[i] | 0x20)) {
      i++;
    }
    return i == QUOTED.length;
  }

  private static int hex(byte[] text, int i, int to) {
    return hex(text, i, to, '%');
  }

  private static int hex(byte[] text, int i, int to, int mark) {
    if (i + 2 >= to || text[i] != mark) {
      return -1;
    }
    int high = Character.digit(text[i + 1], 16);
    int low = Character.digit(text[i + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Reads {@code &uuml;}, {@code &#64;} and {@code &#x40;}. */
  private static long entity(byte[] text, int i, int to) {
    int end = i + 1;
    while (end < to
        && end - i <= LONGEST_ENTITY
        && (Ascii.isAlnum(text[end]) || text[end] == '#')) {
      end++;
    }
    if (end >= to || text[end] != ';' || end - i < 3) {
      return NONE;
    }
    if (text[i + 1] == '#') {
      boolean hexadecimal = (text[i + 2] | 0x20) == 'x';
      int cp = number(text, i + (hexadecimal ? 3 : 2), end, hexadecimal ? 16 : 10);
      return isPrintable(cp) && cp <= Character.MAX_CODE_POINT ? made(cp, end + 1 - i) : NONE;
    }
    long name = 0;
    for (int k = i + 1; k < end; k++) {
      name = name << 8 | text[k];
    }
    int found = Arrays.binarySearch(References.NAMES, name);
    return found < 0 ? NONE : made(References.CHARACTERS[found], end + 1 - i);
  }

  private static int number(byte[] text, int from, int to, int radix) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text[i], radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /**
   * Tells whether a plus stands for a blank: between capitalised words that make all of a form's
   * value, {@code name=Ada+Lovelace&}.
   */
  private static boolean isBlank(byte[] text, int from, int i, int to) {
    int start = i - 1;
    while (start >= from && i - start < LONGEST_WORDS && isWord(text[start])) {
      start--;
    }
    int end = i + 1;
    while (end < to && end - i < LONGEST_WORDS && isWord(text[end])) {
      end++;
    }
    boolean value = start >= from && text[start] == '=' && i - start > 2 && end - i > 2;
    boolean ends = end == to || text[end] == '&' || text[end] == '"' || Ascii.isBlank(text[end]);
    return value
        && ends
        && isCapital(text, start + 1)
        && isCapital(text, i + 1)
        && !isInQuery(text, from, start);
  }

  /**
   * Tells whether a plus stands for the blank between a number's groups, which make all of a form's
   * value: {@code phone=%2B47+913+45+678&}. A sum has shorter ones.
   */
  private static boolean isGap(byte[] text, int from, int i, int to) {
    if (i == from || !Ascii.isDigit(text[i - 1]) || i + 1 == to || !Ascii.isDigit(text[i + 1])) {
      return false;
    }
    int start = i - 1;
    while (start >= from && i - start < LONGEST_WORDS && isNumber(text[start])) {
      start--;
    }
    int end = i + 1;
    while (end < to && end - i < LONGEST_WORDS && isNumber(text[end])) {
      end++;
    }
    boolean ends = end == to || text[end] == '&' || text[end] == '"' || Ascii.isBlank(text[end]);
    boolean value = start >= from && text[start] == '=' && ends;
    int digits = 0;
    int group = 0;
    int first = start + (start + 1 < to && text[start + 1] == '%' ? 4 : 1); // behind %2B
    for (int k = first; value && k < end; k++) {
      group = Ascii.isDigit(text[k]) ? group + 1 : 0;
      digits += group > 0 ? 1 : 0;
      boolean one = group == 1 && !Ascii.isDigit(k + 1 < end ? text[k + 1] : -1);
      value = !one || k == end - 1;
    }
    return value && digits >= FEWEST_DIGITS && !isInQuery(text, from, start);
  }

  private static boolean isNumber(int b) {
    return Ascii.isDigit(b) || b == '+' || b == '%' || (b | 0x20) == 'b' || b == '-';
  }

  /** Tells whether a place is in the query of an URL, whose values are taken as they are. */
  private static boolean isInQuery(byte[] text, int from, int i) {
    for (int k = i - 1; k >= from && i - k < LONGEST_QUERY; k--) {
      if (text[k] == '?' || text[k] == ' ' || text[k] == '\n' || text[k] == '"') {
        return text[k] == '?';
      }
    }
    return false;
  }

  private static boolean isCapital(byte[] text, int i) {
    boolean encoded = text[i] == '%' && text[i + 1] != '2';
    return encoded || (Ascii.isUpper(text[i]) && !Ascii.isUpper(text[i + 1]));
  }

  private static boolean isWord(int b) {
    return Ascii.isAlnum(b) || b == '+' || b == '%' || b == '-' || b == '.' || b < 0;
  }
}
