package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import java.nio.charset.StandardCharsets;

/**
 * A context word or literal. The {@link KeywordIndex} finds its first few bytes; this compares all.
 */
final class Keyword {
  final byte[] bytes;
  final boolean literal;
  final boolean exactCase;
  final boolean openStart;
  final boolean openEnd;

  /** Whether what stands behind may not even be a plural's s or a digit. */
  final boolean whole;

  /** The first letter or digit, in {@link #bytes}. */
  final int from;

  /** Whether it has letters of ASCII alone. */
  final boolean plain;

  /** How many letters it begins with, of which case doesn't matter. */
  private final int letters;

  int[] contexts = new int[0];
  int[] detectors = new int[0];

  private Keyword(
      String text,
      boolean literal,
      boolean exact,
      boolean openStart,
      boolean openEnd,
      boolean whole) {
    this.whole = whole;
    this.literal = literal;
    this.exactCase = exact;
    this.openEnd = openEnd;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!exact) {
      fold(bytes);
    }
    int start = 0;
    while (start < bytes.length && !wordByte(bytes[start])) {
      start++;
    }
    if (start == bytes.length) {
      throw new IllegalArgumentException("no letter or digit: " + text);
    }
    from = start;
    int first = letters(bytes);
    plain = first == bytes.length;
    letters = exact || start > 0 ? 0 : first;
    // Scripts from E0 on, such as Chinese, write words without blanks between.
    this.openStart = openStart || start > 0 || (bytes[start] & 0xff) >= 0xe0;
  }

  static Keyword context(String word) {
    boolean openStart = word.startsWith("*");
    boolean openEnd = word.endsWith("*");
    String text = word.substring(openStart ? 1 : 0, word.length() - (openEnd ? 1 : 0));
    return new Keyword(text, false, false, openStart, openEnd, false);
  }

  static Keyword literal(String text, boolean whole) {
    boolean folded = text.startsWith("(?i)");
    String rest = folded ? text.substring(4) : text;
    boolean openStart = rest.startsWith("*");
    return new Keyword(
        openStart ? rest.substring(1) : rest, true, !folded, openStart, !whole, whole);
  }

  /**
   * Tells whether it may begin right behind a small letter, as the parts of camel-case words do: an
   * exact literal may not.
   */
  boolean mayFollowSmallLetter() {
    return openStart || !exactCase;
  }

  private static int letters(byte[] bytes) {
    int count = 0;
    while (count < bytes.length && Ascii.isLetter(bytes[count])) {
      count++;
    }
    return count;
  }

  private static boolean wordByte(int b) {
    return b < 0 || Ascii.isAlnum(b);
  }

  /** Folds all bytes; most are small letters, which a cold JVM tells without a call. */
  private static void fold(byte[] bytes) {
    int before = 0;
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i];
      if (b < 'a' && b != ' ') {
        b = fold(b, before);
        bytes[i] = (byte) b;
      }
      before = b;
    }
  }

  /** Folds ASCII and, after the lead byte C3, the letters of Latin-1. */
  static int fold(int b, int previous) {
    if (b >= 0) {
      return Ascii.lower(b);
    }
    return (previous & 0xff) == 0xc3 && (b & 0xff) >= 0x80 && (b & 0xff) <= 0x9e ? b + 0x20 : b;
  }

  /**
   * Compares the whole keyword with a text.
   *
   * @param text the text
   * @param begin the text's first byte
   * @param limit the byte after its last one
   * @param prefix where the first letter or digit stands
   * @param known how many letters from there on are known to be the keyword's
   * @return the byte after the keyword in the text; or, if it does not stand there, -1 less how
   *     many of its bytes do
   */
  int match(byte[] text, int begin, int limit, int prefix, int known) {
    if (prefix - from < begin) {
      return -1;
    }
    int compared = Math.min(known, letters);
    int at = prefix - from + compared;
    for (int i = compared; i < bytes.length; i++) {
      int wanted = bytes[i];
      if (wanted == ' ' && !literal) {
        if (at < limit && isJoint(text[at])) {
          at++;
        }
        continue;
      }
      if (at >= limit) {
        return -1 - i;
      }
      int found = text[at];
      if (found != wanted && (exactCase || fold(found, at > begin ? text[at - 1] : 0) != wanted)) {
        return -1 - i;
      }
      at++;
    }
    return openEnd || (whole ? isWhole(text, at, limit) : isEnd(text, at, limit))
        ? at
        : -1 - bytes.length;
  }

  private static boolean isJoint(int b) {
    return b == ' ' || b == '_' || b == '-' || b == '.' || b == '/' || b == '\n' || b == '\t';
  }

  private static boolean isWhole(byte[] text, int end, int limit) {
    return end >= limit || !Ascii.isWord(text[end]);
  }

  private static boolean isEnd(byte[] text, int end, int limit) {
    return endsWord(text, end, limit)
        || (Ascii.lower(text[end]) == 's' && endsWord(text, end + 1, limit));
  }

  private static boolean endsWord(byte[] text, int at, int limit) {
    if (at >= limit || !(Ascii.isLetter(text[at]) || text[at] < 0)) {
      return true;
    }
    // Between a CJK character, or any other that is no Latin letter, and the next there is no
    // boundary to ask for.
    if (text[at - 1] < 0 || (text[at] < 0 && (text[at] & 0xff) >= 0xe0)) {
      return true;
    }
    return Ascii.isUpper(text[at]) && Ascii.isLower(text[at - 1]);
  }
}
