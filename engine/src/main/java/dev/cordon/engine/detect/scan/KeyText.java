package dev.cordon.engine.detect.scan;

/** Turns a JSON key into UTF-8 without allocating. */
final class KeyText {
  private KeyText() {}

  /**
   * Encodes characters of the Basic Multilingual Plane; others are left out.
   *
   * @param key the key
   * @param length how many characters of it
   * @param into has room for three bytes a character
   * @return how many bytes were written
   */
  static int encode(String key, int length, byte[] into) {
    int size = 0;
    for (int i = 0; i < length; i++) {
      char c = key.charAt(i);
      if (c < 0x80) {
        into[size++] = (byte) c;
      } else if (c < 0x800) {
        into[size++] = (byte) (0xc0 | c >> 6);
        into[size++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        into[size++] = (byte) (0xe0 | c >> 12);
        into[size++] = (byte) (0x80 | (c >> 6 & 0x3f));
        into[size++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    return size;
  }
}
