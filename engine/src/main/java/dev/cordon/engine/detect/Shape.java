package dev.cordon.engine.detect;

/**
 * A text of a registered shape: its letters and digits without separators, letters in upper case,
 * and what stands around it. Valid during the call that receives it; not thread-safe.
 */
public abstract class Shape {
  /** The most letters and digits that a shape may have. */
  public static final int MAX_CHARS = 40;

  /** The most groups that a shape may have. */
  public static final int MAX_GROUPS = 10;

  private final ScanText text;
  private final byte[] chars = new byte[MAX_CHARS];
  private int start;
  private int end;
  private int length;
  private int gap;

  /** For scanners: shapes of one text after the other. */
  protected Shape(ScanText text) {
    this.text = text;
  }

  /**
   * Takes the shape that stands at a place.
   *
   * @param first its first byte
   * @param last the byte after its last one
   * @param count how many letters and digits it has, at most {@value #MAX_CHARS}
   * @param separator its first separator, 0 if it has none
   */
  protected final void take(int first, int last, int count, int separator) {
    start = first;
    end = last;
    gap = separator;
    length = count;
    byte[] bytes = text.bytes();
    int n = 0;
    for (int i = start; i < end && n < count; i++) {
      if (Ascii.isAlnum(bytes[i])) {
        chars[n++] = (byte) Ascii.upper(bytes[i]);
      }
    }
  }

  /** Returns the text that it stands in. */
  public final ScanText text() {
    return text;
  }

  /** Returns its first byte in the text. */
  public final int start() {
    return start;
  }

  /** Returns the byte after its last one in the text. */
  public final int end() {
    return end;
  }

  /** Returns how many letters and digits it has. */
  public final int length() {
    return length;
  }

  /** Returns letter or digit {@code i}, letters in upper case. */
  public final char charAt(int i) {
    return (char) chars[i];
  }

  /** Returns the value of the digit {@code i}; 10 for {@code A} and so on for letters. */
  public final int digit(int i) {
    int c = chars[i];
    return c <= '9' ? c - '0' : c - 'A' + 10;
  }

  /** Returns the number that the digits from {@code from} to before {@code to} make; at most 18. */
  public final long number(int from, int to) {
    long n = 0;
    for (int i = from; i < to; i++) {
      n = n * 10 + digit(i);
    }
    return n;
  }

  /** Tells whether it is written with separators. */
  public final boolean isGrouped() {
    return gap != 0;
  }

  /** Returns the first separator: blank, {@code - . / _}, or 0 when there is none. */
  public final int separator() {
    return gap;
  }

  /** Tells whether all its digits are the same. */
  public final boolean isUniform() {
    for (int i = 1; i < length; i++) {
      if (chars[i] != chars[0]) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether a context word stands near: see {@link ScanText#near(Context, int, int)}. */
  public final boolean near(Context context) {
    return text.near(context, start, end);
  }

  /**
   * Reports it as a finding.
   *
   * @param type the type
   * @param confidence 1 to 100
   */
  public final void report(DataType type, int confidence) {
    text.report(type, start, end, confidence);
  }
}
