package dev.cordon.engine.link;

/**
 * Follows HTML or XML into what holds no references: comments, CDATA, scripts and styles. Not
 * thread-safe.
 */
final class RawMarkup {
  private static final String[] BEGINS = {"<!--", "![cdata[", "<script", "<style"};
  private static final String[] ENDS = {"-->", "]]>", "</script", "</style"};
  private static final long[] BEGIN_CODES = codes(BEGINS);
  private static final long[] END_CODES = codes(ENDS);
  private static final int NONE = -1;

  /** The last eight bytes, in small letters. */
  private long recent;

  /** Which of them is open. */
  private int open = NONE;

  private static long[] codes(String[] words) {
    long[] codes = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      for (char c : words[i].toCharArray()) {
        codes[i] = (codes[i] << 8) | c;
      }
    }
    return codes;
  }

  void pass(byte b) {
    recent = (recent << 8) | (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : (b & 0xff));
    if (open != NONE) {
      open = ends(END_CODES[open], ENDS[open]) ? NONE : open;
      return;
    }
    for (int i = 0; i < BEGINS.length; i++) {
      if (ends(BEGIN_CODES[i], BEGINS[i])) {
        open = i;
      }
    }
  }

  private boolean ends(long code, String word) {
    return (recent & (-1L >>> (64 - (8 * word.length())))) == code;
  }

  /** Tells whether text stands here as it is. */
  boolean isOpen() {
    return open != NONE;
  }

  void clear() {
    recent = 0;
    open = NONE;
  }

  void copy(RawMarkup other) {
    recent = other.recent;
    open = other.open;
  }
}
