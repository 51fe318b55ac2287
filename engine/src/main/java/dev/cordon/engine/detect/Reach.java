package dev.cordon.engine.detect;

/**
 * How far around its anchor a detector looks, in bytes of the normalised text. A scanner needs to
 * know: it wakes detectors only when the text ahead has been read for context words, and passes
 * over a text that repeats itself because no detector could tell one repetition from the next.
 *
 * <p>The anchor is what the detector was registered for. What belongs to one unbroken run of
 * characters that is asked for with {@link ScanText#runEnd} may reach farther. Immutable.
 */
public final class Reach {
  /** The farthest that any detector may look before its anchor. */
  public static final int MAX_BEHIND = 256;

  /** The farthest that any detector may look behind its anchor. */
  public static final int MAX_AHEAD = 512;

  /** As far as a scanner allows. */
  public static final Reach FULL = new Reach(MAX_BEHIND, MAX_AHEAD);

  private final int behind;
  private final int ahead;

  private Reach(int behind, int ahead) {
    this.behind = behind;
    this.ahead = ahead;
  }

  /**
   * Declares a reach.
   *
   * @param behind bytes before the anchor's first byte, 0 to {@value #MAX_BEHIND}
   * @param ahead bytes from the anchor's first byte on, 0 to {@value #MAX_AHEAD}
   * @throws IllegalArgumentException if one is out of range
   */
  public static Reach of(int behind, int ahead) {
    if (behind < 0 || behind > MAX_BEHIND || ahead < 0 || ahead > MAX_AHEAD) {
      throw new IllegalArgumentException(
          "a detector looks at most "
              + MAX_BEHIND
              + " bytes back and "
              + MAX_AHEAD
              + " ahead, not "
              + behind
              + " and "
              + ahead);
    }
    return new Reach(behind, ahead);
  }

  /** Returns how many bytes before its anchor a detector looks. */
  public int behind() {
    return behind;
  }

  /** Returns how many bytes from its anchor's first byte on a detector looks. */
  public int ahead() {
    return ahead;
  }
}
