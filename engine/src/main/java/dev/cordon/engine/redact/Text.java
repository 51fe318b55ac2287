package dev.cordon.engine.redact;

/** Looks at bytes of UTF-8 text. */
final class Text {
  private static final int SEED = (int) ((System.nanoTime() * 0x9E3779B97F4A7C15L) >>> 32);

  private Text() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  static boolean isAlphanumeric(byte b) {
    return isLetter(b) || isDigit(b);
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  static byte upper(byte b) {
    return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
  }

  /** Compares without regard to the case of ASCII letters. */
  static boolean matches(byte[] text, int at, byte[] word, int from, int length) {
    for (int i = 0; i < length; i++) {
      if (lower(text[at + i]) != lower(word[from + i])) {
        return false;
      }
    }
    return true;
  }

  static boolean equal(byte[] a, int from, int to, byte[] b) {
    if (to - from != b.length) {
      return false;
    }
    for (int i = 0; i < b.length; i++) {
      if (a[from + i] != b[i]) {
        return false;
      }
    }
    return true;
  }

  /** Hashes with a seed of this process, so that nobody can choose values that collide. */
  static int hash(int more, byte[] text, int from, int to) {
    int hash = SEED ^ more;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
