package dev.cordon.engine.redact;

/**
 * Crockford's alphabet of 32 characters: digits and capital letters without I, L, O and U, so that
 * nothing is taken for something else and no word appears.
 */
final class Base32 {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final byte[] DIGITS = new byte[32];
  private static final byte[] VALUES = new byte[128];

  static {
    java.util.Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < 32; i++) {
      char c = ALPHABET.charAt(i);
      DIGITS[i] = (byte) c;
      VALUES[c] = (byte) i;
      VALUES[Character.toLowerCase(c)] = (byte) i;
    }
  }

  private Base32() {}

  static byte digit(int value) {
    return DIGITS[value & 31];
  }

  /** Returns the value of a digit of either case, or -1. */
  static int value(byte digit) {
    return digit >= 0 ? VALUES[digit] : -1;
  }

  /** Returns the value of a digit of either case, or of a letter that is taken for one; or -1. */
  static int likely(byte digit) {
    switch (digit) {
      case 'O':
      case 'o':
        return 0;
      case 'I':
      case 'i':
      case 'L':
      case 'l':
        return 1;
      default:
        return value(digit);
    }
  }

  /** Returns {@code count} digits' worth of bits from a hash, the first digit highest. */
  static long bits(byte[] hash, int count) {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = (bits << 8) | (hash[i] & 0xFF);
    }
    return bits >>> (64 - 5 * count);
  }

  /** Tells whether a code has no letter. */
  static boolean isNumber(long code, int count) {
    return runs(code, count) == 1 && (code & 31) < 10;
  }

  /** Returns how many runs of digits and of letters a code has: three in {@code 72AM5946}. */
  static int runs(long code, int count) {
    int runs = 1;
    for (int i = 1; i < count; i++) {
      boolean letter = ((code >>> (5 * i)) & 31) > 9;
      boolean before = ((code >>> (5 * (i - 1))) & 31) > 9;
      runs += letter == before ? 0 : 1;
    }
    return runs;
  }

  /** Writes a code's digits; returns where they end. */
  static int write(long code, int count, byte[] into, int at) {
    for (int i = 0; i < count; i++) {
      into[at + i] = digit((int) (code >>> (5 * (count - 1 - i))));
    }
    return at + count;
  }
}
