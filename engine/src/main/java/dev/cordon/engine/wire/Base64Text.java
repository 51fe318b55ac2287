package dev.cordon.engine.wire;

import java.nio.charset.StandardCharsets;

/** Recognises base64 blocks and data URLs (RFC 2397), which are no text. */
final class Base64Text {
  private static final byte[] SCHEME = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCODING = ";base64,".getBytes(StandardCharsets.US_ASCII);

  /** A data URL's media type ends before. */
  private static final int LONGEST_MEDIA_TYPE = 256;

  private Base64Text() {}

  /**
   * Tells whether a text is binary data.
   *
   * @param expected whether base64 is what the wire format wants here; a text that isn't is still a
   *     text
   */
  static boolean isBinary(byte[] text, int from, int to, boolean expected) {
    if (to - from < SCHEME.length) {
      return false;
    }
    if (matches(text, from, to, SCHEME)) {
      int limit = Math.min(to, from + LONGEST_MEDIA_TYPE);
      for (int p = from; p < limit && text[p] > ' '; p++) {
        if (text[p] == ';' && matches(text, p, to, ENCODING)) {
          return isBase64(text, p + ENCODING.length, to);
        }
      }
      return false;
    }
    return expected && (to - from) % 4 == 0 && isBase64(text, from, to);
  }

  private static boolean isBase64(byte[] text, int from, int to) {
    for (int p = from; p < to; p++) {
      byte b = text[p];
      int letter = b | 0x20;
      boolean allowed =
          (letter >= 'a' && letter <= 'z')
              || (b >= '0' && b <= '9')
              || b == '+'
              || b == '/'
              || b == '='
              || b == '-'
              || b == '_'
              || b == '\r'
              || b == '\n';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(byte[] text, int from, int to, byte[] word) {
    if (to - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (text[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
