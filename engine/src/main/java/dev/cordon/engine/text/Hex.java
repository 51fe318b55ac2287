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
    byte[] digits = new byte[count * 2];
    for (int i = 0; i < count; i++) {
      digits[2 * i] = (byte) DIGITS[(bytes[i] >> 4) & 15];
      digits[2 * i + 1] = (byte) DIGITS[bytes[i] & 15];
    }
    return ascii(digits);
  }

  /** Returns 16 digits. */
  public static String of(long value) {
    byte[] digits = new byte[16];
    put(value, digits, 0);
    return ascii(digits);
  }

  /** Returns 32 digits. */
  public static String of(long high, long low) {
    byte[] digits = new byte[32];
    put(high, digits, 0);
    put(low, digits, 16);
    return ascii(digits);
  }

  private static void put(long value, byte[] digits, int at) {
    long rest = value;
    for (int i = at + 15; i >= at; i--, rest >>>= 4) {
      digits[i] = (byte) DIGITS[(int) rest & 15];
    }
  }

  /** With its deprecated constructor, a string of ASCII takes the bytes as they are. */
  @SuppressWarnings("deprecation")
  private static String ascii(byte[] digits) {
    return new String(digits, 0, 0, digits.length);
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
