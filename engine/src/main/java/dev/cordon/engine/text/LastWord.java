package dev.cordon.engine.text;

/** The word that a part of a text ends with, which may go on in the next one. Stateless. */
public final class LastWord {
  /** A word or number is no longer: latency matters more. */
  private static final int LONGEST = 256;

  private LastWord() {}

  /**
   * Returns where the word begins that a text ends with so far, or the numbers that stand together;
   * the text's end where that word is too long to wait for.
   *
   * @param from the text's first byte
   * @param to the byte after its last one so far
   */
  public static int start(byte[] text, int from, int to) {
    int floor = Math.max(from, to - LONGEST);
    int start = to;
    while (true) {
      int p = start;
      while (p > floor && text[p - 1] > ' ') {
        p--;
      }
      // Bytes of other scripts are negative and belong to words.
      while (p > floor && text[p - 1] < 0) {
        p--;
        while (p > floor && (text[p - 1] > ' ' || text[p - 1] < 0)) {
          p--;
        }
      }
      start = p;
      boolean digits = p == to || (text[p] >= '0' && text[p] <= '9') || text[p] == '+';
      if (!digits || p <= floor + 1 || !isDigit(text[p - 2])) {
        return p <= floor && floor > from ? to : start;
      }
      start = p - 1;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
