package dev.cordon.engine.detect;

/**
 * A run of digit groups: words of letters and digits of which at least one holds a digit, with
 * short separators between. Tokenised once and shown to all detectors of numbers. A group without a
 * digit belongs to a run only if it has at most four capitals. Ten or so single digits in a row
 * with the same separator ({@code 4 1 1 1 …}) are one group.
 *
 * <p>Valid during the call that receives it; not thread-safe.
 */
public abstract class DigitRun {
  /** How many groups are held at a time. */
  protected static final int CAPACITY = 128;

  /** By group its first byte. */
  protected final int[] starts = new int[CAPACITY];

  /** By group the byte after its last one. */
  protected final int[] ends = new int[CAPACITY];

  /**
   * By group how many letters and digits it has; {@code MAX_CHARS + 1} if more than fit a shape.
   */
  protected final int[] lengths = new int[CAPACITY];

  /** By group, bit i: character i is a digit. */
  protected final long[] digits = new long[CAPACITY];

  /** By group the separator before it: 0 for the first, blank, or the mark that the gap holds. */
  protected final byte[] gaps = new byte[CAPACITY];

  /** How many groups there are. */
  protected int size;

  private final ScanText text;

  /** For scanners. */
  protected DigitRun(ScanText text) {
    this.text = text;
  }

  /** Returns how many groups there are. */
  public final int size() {
    return size;
  }

  /** Returns the text that the run stands in. */
  public final ScanText text() {
    return text;
  }

  /** Returns the first byte of a group. */
  public final int start(int group) {
    return starts[group];
  }

  /** Returns the byte after the last one of a group. */
  public final int end(int group) {
    return ends[group];
  }

  /** Returns how many letters and digits a group has; every length over 40 is given as 41. */
  public final int length(int group) {
    return lengths[group];
  }

  /** Tells whether a group is digits only. */
  public final boolean isNumber(int group) {
    int length = lengths[group];
    return length <= Shape.MAX_CHARS && digits[group] == (1L << length) - 1;
  }

  /**
   * Returns the separator before a group: 0 before the first, a blank for one or two blanks, or the
   * mark among {@code - . / _ ( )} that stands there with or without blanks.
   */
  public final int gap(int group) {
    return gaps[group];
  }

  /** Returns which characters of a group are digits: bit i for character i, from the lowest. */
  public final long digits(int group) {
    return digits[group];
  }
}
