package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import java.nio.charset.StandardCharsets;

/**
 * A context word or literal. The {@link KeywordIndex} finds its first few bytes; this compares all.
 * Immutable.
 */
final class Keyword {
  private static final int LITERAL = 1;
  private static final int EXACT = 2;
  private static final int OPEN_START = 4;
  private static final int OPEN_END = 8;
  private static final int WHOLE = 16;
  private static final int[] NONE = {};

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

  /** What it is and how it is compared, as the constants here say. */
  final int flags;

  /** The numbers of the sets that it is a word of. */
  final int[] contexts;

  /** The numbers of the detectors that it wakes. */
  final int[] detectors;

  /**
   * Makes a keyword.
   *
   * @param bytes its bytes, folded unless case matters
   */
  Keyword(byte[] bytes, int flags, int[] contexts, int[] detectors) {
    this.bytes = bytes;
    this.flags = flags;
    this.contexts = contexts;
    this.detectors = detectors;
    literal = (flags & LITERAL) != 0;
    exactCase = (flags & EXACT) != 0;
    openEnd = (flags & OPEN_END) != 0;
    whole = (flags & WHOLE) != 0;
    int start = 0;
    while (start < bytes.length && !wordByte(bytes[start])) {
      start++;
    }
    if (start == bytes.length) {
      throw new IllegalArgumentException(
          "no letter or digit: " + new String(bytes, StandardCharsets.UTF_8));
    }
    from = start;
    int first = letters(bytes);
    plain = first == bytes.length;
    letters = exactCase || start > 0 ? 0 : first;
    // Scripts from E0 on, such as Chinese, write words without blanks between.
    openStart = (flags & OPEN_START) != 0 || start > 0 || (bytes[start] & 0xff) >= 0xe0;
  }

  static Keyword context(String word, int[] contexts) {
    boolean openStart = word.startsWith("*");
    boolean openEnd = word.endsWith("*");
    byte[] bytes = bytes(word, openStart ? 1 : 0, word.length() - (openEnd ? 1 : 0));
    fold(bytes);
    int flags = (openStart ? OPEN_START : 0) | (openEnd ? OPEN_END : 0);
    return new Keyword(bytes, flags, contexts, NONE);
  }

  static Keyword literal(String text, boolean whole, int[] detectors) {
    boolean folded = text.startsWith("(?i)");
    int start = folded ? 4 : 0;
    boolean openStart = text.startsWith("*", start);
    byte[] bytes = bytes(text, openStart ? start + 1 : start, text.length());
    if (folded) {
      fold(bytes);
    }
    int flags =
        LITERAL | (folded ? 0 : EXACT) | (openStart ? OPEN_START : 0) | (whole ? WHOLE : OPEN_END);
    return new Keyword(bytes, flags, NONE, detectors);
  }

  private static byte[] bytes(String text, int from, int to) {
    return text.substring(from, to).getBytes(StandardCharsets.UTF_8);
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
