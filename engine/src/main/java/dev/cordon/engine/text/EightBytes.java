package dev.cordon.engine.text;

/**
 * Questions about eight bytes at once, held in a {@code long}, the first byte lowest: SIMD within a
 * register (Hacker's Delight, 2nd edition, chapter 6). Answers are marks: the highest bit of each
 * byte that is meant, all others 0. Stateless; each method is a few instructions, allocates
 * nothing, and leaves a loop around it plain enough to be compiled into vector instructions.
 *
 * <p>The derivation, once for all of them. Adding or subtracting eight bytes in one {@code long} is
 * right for each as long as nothing is carried from one into the next. So a byte is first made less
 * than 128, {@code seven = x & 0x7f…}: then {@code seven + n} with {@code n} up to 128 is at most
 * 255 and carries nothing, and its highest bit tells whether {@code seven >= 128 - n}. Hence
 *
 * <ul>
 *   <li>{@code seven + (0x80 - a)} marks what is at least {@code a};
 *   <li>{@code seven + (0x80 - a) & ~(seven + (0x7f - z))} marks what is from {@code a} to {@code
 *       z}, and {@code & ~x} takes out bytes beyond ASCII, which {@code seven} took for others;
 *   <li>{@code (seven ^ b) + 0x7f} marks what differs from {@code b}: only a difference of 0 stays
 *       below 128.
 * </ul>
 *
 * <p>{@link #zeros} is the shorter form that subtracts from all eight bits: {@code x - 1} borrows
 * from the next byte where a byte is 0, so marks behind the first one may be wrong. It serves where
 * only the first one counts, or whether there is one.
 */
public final class EightBytes {
  /** 1 in each byte: {@code b * EACH} is eight times {@code b}. */
  public static final long EACH = 0x0101010101010101L;

  /** The highest bit of each byte. */
  public static final long HIGHEST = 0x8080808080808080L;

  /** Moves the highest bit of byte {@code i} to bit {@code 56 + i}. */
  private static final long GATHER = 0x0002040810204081L;

  private EightBytes() {}

  /**
   * Reads eight bytes. Composed of single bytes, which costs a little more than a view of the array
   * does and allocates nothing on any JVM: JDK 17 doesn't always leave the view out.
   *
   * @param bytes holds them
   * @param at the first one
   */
  public static long read(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL)
        | (bytes[at + 1] & 0xFFL) << 8
        | (bytes[at + 2] & 0xFFL) << 16
        | (bytes[at + 3] & 0xFFL) << 24
        | (bytes[at + 4] & 0xFFL) << 32
        | (bytes[at + 5] & 0xFFL) << 40
        | (bytes[at + 6] & 0xFFL) << 48
        | (bytes[at + 7] & 0xFFL) << 56;
  }

  /** Marks ASCII letters: setting bit 5 makes capitals small, and nothing else a letter. */
  public static long letters(long x) {
    long small = (x & ~HIGHEST) | (0x20 * EACH);
    long from = small + (0x80 - 'a') * EACH;
    long behind = small + (0x80 - 'z' - 1) * EACH;
    return from & ~behind & ~x & HIGHEST;
  }

  /** Marks those of the letters, as {@link #letters} marks them, that are small: bit 5 is set. */
  public static long small(long x, long letters) {
    return letters & (x << 2);
  }

  /** Marks ASCII digits. */
  public static long digits(long x) {
    return between(x, '0', '9');
  }

  /** Marks ASCII characters from one to another. */
  public static long between(long x, char first, char last) {
    long seven = x & ~HIGHEST;
    return (seven + (0x80 - first) * EACH) & ~(seven + (0x7f - last) * EACH) & ~x & HIGHEST;
  }

  /** Marks ASCII characters above a given one. */
  public static long above(long x, char ascii) {
    return ((x & ~HIGHEST) + (0x7f - ascii) * EACH) & ~x & HIGHEST;
  }

  /** Marks bytes that are an ASCII character. */
  public static long equal(long x, char ascii) {
    return ~(((x & ~HIGHEST) ^ (ascii * EACH)) + 0x7f * EACH) & ~x & HIGHEST;
  }

  /** Marks bytes beyond ASCII. */
  public static long beyondAscii(long x) {
    return x & HIGHEST;
  }

  /** Marks the first bytes of UTF-8 sequences beyond ASCII: their two highest bits are set. */
  public static long leads(long x) {
    return x & (x << 1) & HIGHEST;
  }

  /** Marks bytes that are 0: the first one rightly, those behind it perhaps not. */
  public static long zeros(long x) {
    return (x - EACH) & ~x & HIGHEST;
  }

  /** Marks bytes below an ASCII character: the first one rightly, those behind it perhaps not. */
  public static long below(long x, char ascii) {
    return (x - ascii * EACH) & ~x & HIGHEST;
  }

  /**
   * Returns small letters for letters and 0 for the rest. The mask is made of the marks: {@code
   * 0x100 - 1} for a byte that has one.
   */
  public static long smallLetters(long x) {
    return smallLetters(x, letters(x));
  }

  /** The same where {@link #letters} has been asked. */
  public static long smallLetters(long x, long marks) {
    return ((x & ~HIGHEST) | (0x20 * EACH)) & ((marks << 1) - (marks >>> 7));
  }

  /** Returns in which byte the first mark is, 8 without one. */
  public static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /**
   * Returns eight bits, the first byte's lowest. A multiplication is a sum of shifted copies; none
   * of those that {@link #GATHER} makes of single bits meet, so nothing is carried.
   */
  public static long gathered(long marks) {
    return (marks * GATHER) >>> 56;
  }
}
