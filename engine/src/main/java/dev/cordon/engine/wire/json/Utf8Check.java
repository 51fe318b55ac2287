package dev.cordon.engine.wire.json;

/**
 * Checks UTF-8 (RFC 3629) byte by byte: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
final class Utf8Check {
  private int missing;
  private int low;
  private int high;

  void reset() {
    missing = 0;
  }

  /** Tells whether a character began and has not ended. */
  boolean isOpen() {
    return missing > 0;
  }

  /** Takes a byte; tells whether it may stand there. */
  boolean accept(byte value) {
    int b = value & 0xFF;
    if (missing > 0) {
      boolean valid = b >= low && b <= high;
      missing--;
      low = 0x80;
      high = 0xBF;
      return valid;
    }
    low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    missing = b < 0x80 ? 0 : b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    return b < 0x80 || (b >= 0xC2 && b <= 0xF4);
  }
}
