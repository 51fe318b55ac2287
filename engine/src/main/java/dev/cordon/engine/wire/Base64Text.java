package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSearch;
import java.nio.charset.Charset;
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

  /** Fewer letters are base64 by chance. */
  private static final int FEWEST_LETTERS = 16;

  /** So much of a block shows whether it is text; a multiple of four. */
  private static final int PROBE = 4096;

  /** A longer run of letters is no word. */
  private static final int LONGEST_PLAIN = 256;

  private static final int SHORT = 32;

  /** Fewer bytes that are no UTF-8 are no text, unless a character set is named. */
  private static final int FEWEST_BYTES = 24;

  /** The share of ASCII from which bytes are a text in a set that nobody names. */
  private static final double MOSTLY = 0.7;

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
    int start = afterBlanks(text, from, to);
    if (matches(text, start, to, SCHEME)) {
      int limit = Math.min(to, start + LONGEST_MEDIA_TYPE);
      for (int p = start; p < limit && text[p] > ' '; p++) {
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

  /**
   * Tells whether a text may be base64 of another one, where nobody expects it: a file's content in
   * the arguments or the result of a tool, a part of a form in that transfer encoding.
   */
  static boolean mayBeText(byte[] text, int from, int to) {
    return to - from >= FEWEST_LETTERS && isBase64(text, from, to);
  }

  private static int afterBlanks(byte[] text, int from, int to) {
    int p = from;
    while (p < to && (text[p] == ' ' || text[p] == '\n' || text[p] == '\r')) {
      p++;
    }
    return p;
  }

  /** Returns where the base64 of a text begins that is binary data. */
  static int dataStart(byte[] text, int from, int to) {
    int p = afterBlanks(text, from, to);
    if (!matches(text, p, to, SCHEME)) {
      return from;
    }
    while (!matches(text, p, to, ENCODING)) {
      p++;
    }
    return p + ENCODING.length;
  }

  /** Returns the character set that a data URL names for its text, or null. */
  static @Nullable String charset(byte[] text, int from, int dataStart) {
    String head = new String(text, from, dataStart - from, StandardCharsets.ISO_8859_1);
    return MediaType.of(head.replace(',', ';')).parameter("charset");
  }

  /** Returns the text that base64 stands for; null when it is none. */
  static byte @Nullable [] decodedText(byte[] text, int from, int to) {
    return decodedText(text, from, to, null);
  }

  /**
   * Returns the text that base64 stands for; null when it is none.
   *
   * @param declared the character set that it is said to be in, or null
   */
  static byte @Nullable [] decodedText(byte[] text, int from, int to, @Nullable String declared) {
    int probe = probeEnd(text, from, to);
    boolean may = probe == to || decoded(text, from, probe, false, declared) != null;
    return may && to - from >= SHORTEST ? decoded(text, from, to, true, declared) : null;
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

  private static byte @Nullable [] decoded(
      byte[] text, int from, int to, boolean whole, @Nullable String declared) {
    try {
      byte[] bytes = decoder(text, from, to).decode(Arrays.copyOfRange(text, from, to));
      return isText(bytes, whole, declared) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null; // cut off
    }
  }

  /** Tells whether bytes are a text; a part of them may end within a character. */
  private static boolean isText(byte[] bytes, boolean whole, @Nullable String declared) {
    int length = bytes.length;
    boolean clean = TextBytes.isText(bytes, 0, length);
    if (length == 0 || (clean && (!whole || TextCharset.isUtf8(bytes, 0, length)))) {
      return length > 0;
    }
    try {
      Charset charset = TextCharset.of(bytes, 0, length, declared);
      if (charset == null || (declared == null && length < FEWEST_BYTES)) {
        return false;
      }
      return !charset.equals(StandardCharsets.UTF_8) || isMostlyAscii(bytes);
    } catch (MalformedBodyException e) {
      return false; // in a set that nobody knows
    }
  }

  private static boolean isMostlyAscii(byte[] bytes) {
    int ascii = 0;
    for (byte b : bytes) {
      ascii += b > 0 ? 1 : 0;
    }
    return ascii >= bytes.length * MOSTLY;
  }

  private static Base64.Decoder decoder(byte[] text, int from, int to) {
    return isUrlSafe(text, from, to) ? Base64.getUrlDecoder() : Base64.getMimeDecoder();
  }

  /** Encodes a text as another one is: in its alphabet, with its lines, padded or not. */
  static byte[] encode(byte[] decoded, byte[] like, int from, int to) {
    int line = ByteSearch.endOfLine(like, from, to);
    int next = afterBlanks(like, line, to);
    byte[] end = Arrays.copyOfRange(like, line, next);
    Base64.Encoder encoder = Base64.getEncoder();
    if (isUrlSafe(like, from, to)) {
      encoder = Base64.getUrlEncoder();
    } else if (next < to) {
      encoder = Base64.getMimeEncoder(line - from, end);
    }
    if (!isPadded(like, from, to)) {
      encoder = encoder.withoutPadding();
    }
    byte[] encoded = encoder.encode(decoded);
    if (line == to || like[to - 1] > ' ') {
      return encoded;
    }
    byte[] ended = Arrays.copyOf(encoded, encoded.length + end.length);
    System.arraycopy(end, 0, ended, encoded.length, end.length);
    return ended;
  }

  private static boolean isPadded(byte[] text, int from, int to) {
    int letters = 0;
    for (int p = from; p < to; p++) {
      letters += text[p] > ' ' ? 1 : 0;
    }
    return letters % 4 == 0;
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
      if ((text[from + i] | 0x20) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
