package dev.cordon.engine.link;

import static dev.cordon.engine.text.EightBytes.EACH;

import dev.cordon.engine.text.ByteStops;

/**
 * Where a link may begin, or markup that holds one: a colon, an angle bracket, a parenthesis behind
 * {@code ]} or {@code url}, the dot of {@code www.}, the second of two slashes. Stateless.
 */
final class LinkStops extends ByteStops {
  /** Eight bytes of 1 but for the lowest one: what stands before that one is not known. */
  private static final long BEHIND = EACH << 8;

  @Override
  protected long mayStop(long eight) {
    long before = eight << 8;
    // Colon and angle bracket differ in two bits, which makes 8 and > pass, too.
    long mark = (eight & ~(0x06 * EACH)) ^ (0x38 * EACH);
    // Dot and slash differ in one bit, w and slash before them in four.
    long dot = ((eight & ~EACH) ^ ('.' * EACH)) | ((before & ~(0x78 * EACH)) ^ (7 * BEHIND));
    // What stands before a parenthesis, ] or l or L, differs in three bits.
    long round = (eight ^ ('(' * EACH)) | ((before & ~(0x31 * EACH)) ^ (0x4C * BEHIND));
    return ((mark - EACH) & ~mark) | ((dot - EACH) & ~dot) | ((round - EACH) & ~round);
  }

  @Override
  protected boolean isStop(byte[] text, int begin, int at, int to) {
    int b = text[at];
    if (b > '<' || b < '(') {
      return false;
    }
    int before = at == begin ? -1 : text[at - 1];
    switch (b) {
      case ':':
      case '<':
        return true;
      case '.':
        return at == begin || before == 'w' || before == 'W';
      case '/':
        return at == begin || before == '/';
      case '(':
        return at == begin || before == ']' || before == 'l' || before == 'L';
      default:
        return false;
    }
  }
}
