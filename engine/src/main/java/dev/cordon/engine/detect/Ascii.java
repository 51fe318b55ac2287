package dev.cordon.engine.detect;

/**
 * Classes of ASCII bytes. The methods take a byte as it is or as 0 to 255; others than ASCII are in
 * no class.
 */
public final class Ascii {
  private Ascii() {}

  /** Tells whether it is {@code 0-9}. */
  public static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  /** Tells whether it is {@code A-Z}. */
  public static boolean isUpper(int b) {
    return b >= 'A' && b <= 'Z';
  }

  /** Tells whether it is {@code a-z}. */
  public static boolean isLower(int b) {
    return b >= 'a' && b <= 'z';
  }

  /** Tells whether it is {@code A-Za-z}. */
  public static boolean isLetter(int b) {
    return isLower(b | 0x20);
  }

  /** Tells whether it is {@code A-Za-z0-9}. */
  public static boolean isAlnum(int b) {
    return isDigit(b) || isLetter(b);
  }

  /** Tells whether it is {@code A-Za-z0-9_}. */
  public static boolean isWord(int b) {
    return isAlnum(b) || b == '_';
  }

  /** Tells whether it is {@code 0-9a-fA-F}. */
  public static boolean isHex(int b) {
    return isDigit(b) || ((b | 0x20) >= 'a' && (b | 0x20) <= 'f');
  }

  /** Tells whether it is a blank: space, tab, line feed or carriage return. */
  public static boolean isBlank(int b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  /** Returns the lower-case form of {@code A-Z}, anything else as it is. */
  public static int lower(int b) {
    return isUpper(b) ? b + 0x20 : b;
  }

  /** Returns the upper-case form of {@code a-z}, anything else as it is. */
  public static int upper(int b) {
    return isLower(b) ? b - 0x20 : b;
  }
}
