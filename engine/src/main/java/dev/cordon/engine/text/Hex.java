package dev.cordon.engine.text;

import org.jspecify.annotations.Nullable;

/** Hexadecimal digits in lower case. Stateless. */
public final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** Returns two digits a byte. */
  public static String of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /**
   * Returns two digits for each of the first bytes.
   *
   * @param bytes the bytes
   * @param count how many of them
   */
  public static String of(byte[] bytes, int count) {
    char[] digits = new char[count * 2];
    for (int i = 0; i < count; i++) {
      digits[2 * i] = DIGITS[(bytes[i] >> 4) & 15];
      digits[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return new String(digits);
  }

  /** Returns 16 digits. */
  public static String of(long value) {
    char[] digits = new char[16];
    for (int i = 15; i >= 0; i--, value >>>= 4) {
      digits[i] = DIGITS[(int) value & 15];
    }
    return new String(digits);
  }

  /** Returns the bytes; null when the text is not an even number of digits, in lower case. */
  public static byte @Nullable [] bytes(String digits) {
    if ((digits.length() & 1) != 0) {
      return null;
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(digits.charAt(2 * i));
      int low = digit(digits.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  private static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
