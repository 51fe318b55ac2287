package dev.cordon.engine.text;

/**
 * Places at which a reader of texts has to look, of which most texts hold few: what stands between
 * them is passed over eight bytes at a time. Who reads says what it looks for, in a few steps that
 * are compiled into the loop. Stateless.
 */
public abstract class ByteStops {
  /** In a shorter text nothing is made to pass over it. */
  private static final int SHORT = 24;

  /** For subclasses. */
  protected ByteStops() {}

  /**
   * Marks those of eight bytes at which a reader may have to look.
   *
   * @param eight the bytes, the first one lowest
   * @return the highest bit of each byte that {@link #isStop} may hold for; others may be marked,
   *     and bits that are no byte's highest don't count
   */
  protected abstract long mayStop(long eight);

  /**
   * Tells whether a reader has to look at a place.
   *
   * @param text holds the text
   * @param begin the text's first byte: what stands before is not known
   * @param at the place
   * @param to the byte after the text's last one
   */
  protected abstract boolean isStop(byte[] text, int begin, int at, int to);

  /**
   * Finds the next place.
   *
   * @param text holds the text
   * @param begin the text's first byte
   * @param from where to look
   * @param to the byte after the text's last one
   * @return the place, {@code to} when there is none
   */
  public final int next(byte[] text, int begin, int from, int to) {
    int i = from;
    if (to - from >= SHORT) {
      for (; i <= to - 8; i += 8) {
        long marks = mayStop(EightBytes.read(text, i)) & EightBytes.HIGHEST;
        for (; marks != 0; marks &= marks - 1) {
          int at = i + EightBytes.first(marks);
          if (isStop(text, begin, at, to)) {
            return at;
          }
        }
      }
    }
    while (i < to && !isStop(text, begin, i, to)) {
      i++;
    }
    return i;
  }
}
