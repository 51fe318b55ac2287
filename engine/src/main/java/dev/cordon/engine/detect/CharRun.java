package dev.cordon.engine.detect;

/** Sets of characters for {@link ScanText#runEnd}. */
public final class CharRun {
  /** {@code A-Za-z0-9}. */
  public static final int ALNUM = 0;

  /** {@code A-Za-z0-9_}. */
  public static final int WORD = 1;

  /** {@code A-Za-z0-9_-}: base64url without padding. */
  public static final int BASE64URL = 2;

  /** {@code A-Za-z0-9+/=}: base64. */
  public static final int BASE64 = 3;

  /** {@code A-Za-z0-9_-.+/=~}: what tokens are made of. */
  public static final int TOKEN = 4;

  /** {@code 0-9a-fA-F}. */
  public static final int HEX = 5;

  static final int SETS = 6;

  private CharRun() {}

  static boolean holds(int set, int b) {
    switch (set) {
      case ALNUM:
        return Ascii.isAlnum(b);
      case WORD:
        return Ascii.isWord(b);
      case BASE64URL:
        return Ascii.isWord(b) || b == '-';
      case BASE64:
        return Ascii.isAlnum(b) || b == '+' || b == '/' || b == '=';
      case TOKEN:
        return Ascii.isWord(b) || (b >= '+' && b <= '/' && b != ',') || b == '=' || b == '~';
      default:
        return Ascii.isHex(b);
    }
  }
}
