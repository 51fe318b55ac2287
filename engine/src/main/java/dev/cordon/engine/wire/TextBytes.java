package dev.cordon.engine.wire;

/** Tells text from binary data. */
final class TextBytes {
  private TextBytes() {}

  /** Tells whether bytes look like text: no control characters but white space and escape. */
  static boolean isText(byte[] bytes, int from, int to) {
    for (int p = from; p < to; p++) {
      byte b = bytes[p];
      if (b >= 0 && b < ' ' && (b < '\t' || b > '\r') && b != 0x1B) {
        return false;
      }
    }
    return true;
  }
}
