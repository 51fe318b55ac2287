package dev.cordon.engine.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Recognises base64 blocks and data URLs (RFC 2397), which are no text. */
final class Base64Text {
  private static final byte[] SCHEME = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCODING = ";base64,".getBytes(StandardCharsets.US_ASCII);

  /** A data URL's media type ends before. */
  private static final int LONGEST_MEDIA_TYPE = 256;

  /** No finding is shorter. */
  private static final int SHORTEST = 8;

  /** So much of a block shows whether it is text; a multiple of four. */
  private static final int PROBE = 4096;

  /** A longer run of letters is no word. */
  private static final int LONGEST_PLAIN = 256;

  private static final int SHORT = 32;

  private static final int MARK = 0;

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

  /**
   * Tells whether letters that stand for no text are a text themselves, such as {@code
   * kari-nordmann} or a number: with little change among small letters, capitals and digits, and
   * somewhat more where it is short. Data changes at two places of three, or is padded.
   */
  static boolean isPlain(byte[] text, int from, int to) {
    int length = to - from;
    if (length > LONGEST_PLAIN || text[to - 1] == '=' || matches(text, from, to, SCHEME)) {
      return false;
    }
    int changes = 0;
    for (int i = from + 1; i < to; i++) {
      int kind = kind(text[i]);
      int before = kind(text[i - 1]);
      changes += kind == before || kind == MARK || before == MARK ? 0 : 1;
    }
    return length < SHORT ? changes * 2 < length : changes * 5 < length * 2;
  }

  private static int kind(byte b) {
    return b >= 'a' && b <= 'z' ? 1 : b >= 'A' && b <= 'Z' ? 2 : b >= '0' && b <= '9' ? 3 : MARK;
  }

  /** Returns where the base64 of a text begins that is binary data. */
  static int dataStart(byte[] text, int from, int to) {
    if (!matches(text, from, to, SCHEME)) {
      return from;
    }
    int p = from;
    while (!matches(text, p, to, ENCODING)) {
      p++;
    }
    return p + ENCODING.length;
  }

  /** Returns the text that base64 stands for; null when it is none. */
  static byte @Nullable [] decodedText(byte[] text, int from, int to) {
    int probe = probeEnd(text, from, to);
    if (to - from < SHORTEST || (probe < to && decoded(text, from, probe, false) == null)) {
      return null;
    }
    return decoded(text, from, to, true);
  }

  /** Returns where so many letters end that bytes come out even; lines may end among them. */
  private static int probeEnd(byte[] text, int from, int to) {
    int letters = 0;
    int end = from;
    while (end < to && letters < PROBE) {
      letters += text[end++] > ' ' ? 1 : 0;
    }
    return end;
  }

  private static byte @Nullable [] decoded(byte[] text, int from, int to, boolean whole) {
    try {
      byte[] bytes = decoder(text, from, to).decode(Arrays.copyOfRange(text, from, to));
      if (bytes.length == 0 || !TextBytes.isText(bytes, 0, bytes.length)) {
        return null;
      }
      if (whole) { // a probe may end within a character
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      }
      return bytes;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return null; // cut off, or no text
    }
  }

  private static Base64.Decoder decoder(byte[] text, int from, int to) {
    return isUrlSafe(text, from, to) ? Base64.getUrlDecoder() : Base64.getMimeDecoder();
  }

  /** Encodes a text in the alphabet that another one is in. */
  static byte[] encode(byte[] decoded, byte[] like, int from, int to) {
    return (isUrlSafe(like, from, to) ? Base64.getUrlEncoder() : Base64.getEncoder())
        .encode(decoded);
  }

  private static boolean isUrlSafe(byte[] text, int from, int to) {
    for (int p = from; p < to; p++) {
      if (text[p] == '-' || text[p] == '_') {
        return true;
      }
    }
    return false;
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
