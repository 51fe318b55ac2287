package dev.cordon.engine.canary;

import java.security.SecureRandom;

/** Makes canaries. Thread-safe. */
public final class CanaryCode {
  /** Crockford's base 32: nothing in it is taken for something else. */
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int GROUPS = 5;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CanaryCode() {}

  /** Returns a new canary of 100 random bits, such as {@code 7Q2M-X0HT-93KD-VA8R-4WZC}. */
  public static String make() {
    byte[] random = new byte[GROUPS * GROUP];
    RANDOM.nextBytes(random);
    return of(random);
  }

  /**
   * Returns the code that has five bits of each byte.
   *
   * @param random 20 bytes or more, of which the first ones count
   */
  public static String of(byte[] random) {
    StringBuilder code = new StringBuilder(GROUPS * GROUP + GROUPS);
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(DIGITS.charAt(random[i] & 31));
    }
    return code.toString();
  }
}
