package dev.cordon.engine.detect;

/**
 * Checksums that several kinds of numbers share. They read letters and digits of a {@link Shape}.
 */
public final class Checksums {
  private Checksums() {}

  /**
   * Tells whether digits {@code from} to before {@code to} pass the Luhn check (ISO/IEC 7812-1).
   */
  public static boolean luhn(Shape shape, int from, int to) {
    int sum = 0;
    boolean twice = false;
    for (int i = to - 1; i >= from; i--) {
      int digit = shape.digit(i);
      if (twice) {
        digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      }
      sum += digit;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  /**
   * Returns the remainder of ISO/IEC 7064 MOD 97-10 over the characters from {@code from} to before
   * {@code to}, letters as 10 to 35, going on from {@code remainder}.
   */
  public static int mod97(Shape shape, int from, int to, int remainder) {
    int rest = remainder;
    for (int i = from; i < to; i++) {
      int value = shape.digit(i);
      rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
    }
    return rest;
  }

  /**
   * Returns the sum of the characters' values times weights, from character {@code from} on, one
   * for each weight.
   */
  public static int weighted(Shape shape, int from, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += shape.digit(from + i) * weights[i];
    }
    return sum;
  }
}
