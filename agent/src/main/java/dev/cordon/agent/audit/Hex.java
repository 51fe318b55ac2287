package dev.cordon.agent.audit;

import org.jspecify.annotations.Nullable;

/** Hexadecimal digits. */
final class Hex {
  private Hex() {}

  static String of(byte[] bytes) {
    StringBuilder digits = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      digits.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return digits.toString();
  }

  /** Returns the bytes, or null when the text is not an even number of digits. */
  static byte @Nullable [] bytes(String digits) {
    if ((digits.length() & 1) != 0) {
      return null;
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(digits.charAt(2 * i), 16);
      int low = Character.digit(digits.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }
}
