package dev.cordon.engine.canary;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What of a canary counts: its letters and digits, in lower case, whatever stands between them.
 * Stateless.
 */
final class CanaryUnits {
  /** How many units a rolling hash covers: no canary is shorter. */
  static final int WINDOW = 12;

  /** No canary has more units. */
  static final int LONGEST = 128;

  /** By how many units it is known that a canary may begin. */
  static final int HEAD = 3;

  private static final long BASE = 0x100000001B3L;
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long OLDEST = power(WINDOW - 1);

  private static final byte[] ASCII = new byte[0x80];

  static {
    for (int c = 0; c < ASCII.length; c++) {
      boolean upper = c >= 'A' && c <= 'Z';
      boolean counts = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      ASCII[c] = (byte) (counts ? (upper ? c + 32 : c) : 0);
    }
  }

  private CanaryUnits() {}

  /** Returns the units of a text. */
  static int[] of(String text) {
    int[] units = new int[text.length()];
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int unit = unit(point);
      if (unit != 0) {
        units[size++] = unit;
      }
    }
    return java.util.Arrays.copyOf(units, size);
  }

  /** Returns what of a code point counts; 0 for nothing. */
  static int unit(int point) {
    int c = point;
    if (c >= 0xFF01 && c <= 0xFF5E) {
      c -= 0xFEE0; // the wide forms of ASCII
    } else if (c >= 0xE0020 && c <= 0xE007E) {
      c -= 0xE0000; // the tags of ASCII, which nothing shows
    }
    if (c < 0x80) {
      return ASCII[c];
    }
    return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
  }

  /**
   * Returns the hash of a window that has moved on.
   *
   * @param hash of the window before
   * @param out the unit that left it; 0 when it was not full
   * @param in the unit that came
   */
  static long roll(long hash, int out, int in) {
    return (hash - out * OLDEST) * BASE + in;
  }

  /** Returns 12 bits of a window's hash: canaries that are kept as hashes tell no more. */
  static int bits(long hash) {
    return (int) ((hash * MIX) >>> 52);
  }

  /** Returns the 12 bits of the window that ends before a unit. */
  static int bits(int[] units, int end) {
    long hash = 0;
    for (int i = end - WINDOW; i < end; i++) {
      hash = hash * BASE + units[i];
    }
    return bits(hash);
  }

  /** Returns 16 bits of the units that something begins with, {@link #HEAD} at most. */
  static int head(int[] units, int from, int count) {
    long hash = 0;
    for (int i = 0; i < count; i++) {
      hash = hash * BASE + units[from + i];
    }
    return (int) ((hash * MIX) >>> 48);
  }

  static int[] reversed(int[] units) {
    int[] reversed = new int[units.length];
    for (int i = 0; i < units.length; i++) {
      reversed[i] = units[units.length - 1 - i];
    }
    return reversed;
  }

  /** Returns SHA-256 of units as UTF-8. */
  static byte[] sha256(int[] units) {
    byte[] text =
        new String(units, 0, units.length).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private static long power(int exponent) {
    long result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= BASE;
    }
    return result;
  }
}
