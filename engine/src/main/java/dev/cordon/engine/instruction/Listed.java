package dev.cordon.engine.instruction;

/**
 * Tells items of lists from orders: in "secrets, links, output" the last word is a name like the
 * others, and nobody is told to do it to anything. Stateless.
 */
final class Listed {
  /** Blanks, bullets and quotes around an item are no more than so many. */
  private static final int MOST = 12;

  private Listed() {}

  /**
   * Tells whether a phrase is an item of a list: a comma stands before it and nothing that belongs
   * to it behind it, or it is a line of its own behind a bullet, or a key of JSON.
   *
   * @param from the text's first byte
   * @param limit the byte after its last one
   * @param start the phrase's first byte
   * @param end the byte after its last one
   */
  static boolean is(byte[] text, int from, int limit, int start, int end) {
    int before = start;
    boolean bullet = false;
    while (before > from && start - before < MOST && isAround(text[before - 1])) {
      before--;
      bullet |= text[before] == '-' || text[before] == '*';
    }
    int after = end;
    boolean quoted = false;
    while (after < limit && after - end < MOST && isAround(text[after])) {
      quoted |= text[after] == '"' || text[after] == '\'' || text[after] == '`';
      after++;
    }
    boolean lineBefore = before == from || text[before - 1] == '\n' || text[before - 1] == '\r';
    boolean lineAfter = after == limit || text[after] == '\n' || text[after] == '\r';
    if (lineBefore) {
      return bullet && lineAfter;
    }
    int b = text[before - 1];
    boolean opens = b == ',' || b == '[' || b == '(' || (b == '{' && quoted);
    if (!opens) {
      return false;
    }
    int a = lineAfter ? '.' : text[after];
    boolean closes = a == ',' || a == ')' || a == ']' || (a == ':' && quoted);
    // Some languages have an order's verb at its end, perhaps behind a clause between commas.
    return closes || (a == '.' && b == ',' && isShort(text, from, before - 1));
  }

  /** Tells whether no more than two words stand before a comma, behind another one. */
  private static boolean isShort(byte[] text, int from, int comma) {
    int blanks = 0;
    for (int p = comma - 1; p >= from; p--) {
      byte b = text[p];
      boolean leads = p > from && (text[p - 1] == ',' || text[p - 1] == ':');
      if (b == ',' || b == ':' || b == '\n' || b == '(' || b == '[') {
        return true;
      }
      if (b == ' ' && !leads && ++blanks > 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAround(byte b) {
    return b == ' ' || b == '\t' || b == '"' || b == '\'' || b == '`' || b == '-' || b == '*';
  }
}
