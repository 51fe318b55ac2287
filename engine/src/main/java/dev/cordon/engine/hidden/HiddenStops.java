package dev.cordon.engine.hidden;

import static dev.cordon.engine.text.EightBytes.EACH;

import dev.cordon.engine.text.ByteStops;

/**
 * Where something hidden may begin: an escape, a tag or a comment of HTML, a reference definition
 * at a line's begin, a block of text of PDF, and the first bytes of characters that may show
 * nothing or look like others. Stateless.
 */
final class HiddenStops extends ByteStops {
  /** By byte: whether something may begin with it, whatever stands around it. */
  private static final boolean[] FIRST = new boolean[256];

  static {
    for (int b : new int[] {0x1B, '<', '[', 'B', 0xE1, 0xE2, 0xEF, 0xF3}) {
      FIRST[b] = true;
    }
    for (int b = 0xCD; b <= 0xD4; b++) {
      FIRST[b] = true;
    }
  }

  @Override
  protected long mayStop(long eight) {
    long angle = eight ^ ('<' * EACH);
    // An escape and a square bracket differ in one bit.
    long square = (eight & ~(0x40 * EACH)) ^ (0x1B * EACH);
    // A T behind the B; behind the last byte may be one.
    long block = (eight ^ ('B' * EACH)) | ((eight >>> 8) ^ ('T' * (EACH >>> 8)));
    return ((angle - EACH) & ~angle)
        | ((square - EACH) & ~square)
        | ((block - EACH) & ~block)
        | eight;
  }

  @Override
  protected boolean isStop(byte[] text, int begin, int at, int to) {
    if (!FIRST[text[at] & 0xFF]) {
      return false;
    }
    switch (text[at]) {
      case '[':
        return at == begin || text[at - 1] == '\n';
      case 'B':
        return at + 1 < to && text[at + 1] == 'T';
      case '<':
        return at + 1 < to && (text[at + 1] == '!' || Ascii.isLetter(text[at + 1]));
      default:
        return true;
    }
  }
}
