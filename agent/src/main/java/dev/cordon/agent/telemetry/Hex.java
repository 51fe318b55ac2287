package dev.cordon.agent.telemetry;

/** Hexadecimal identifiers. */
final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** Returns 16 lower-case digits. */
  static String of(long value) {
    char[] digits = new char[16];
    for (int i = 15; i >= 0; i--) {
      digits[i] = DIGITS[(int) value & 15];
      value >>>= 4;
    }
    return new String(digits);
  }
}
