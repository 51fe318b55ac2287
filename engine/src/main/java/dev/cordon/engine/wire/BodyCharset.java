package dev.cordon.engine.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Finds out in which character set a text body is, and translates it from and to UTF-8. */
final class BodyCharset {
  private BodyCharset() {}

  /**
   * Returns the character set when it isn't UTF-8, else null.
   *
   * <p>Zero bytes and byte order marks show UTF-16 and UTF-32 (RFC 4627, section 3), whatever the
   * header says.
   */
  static @Nullable Charset other(byte[] body, @Nullable String declared)
      throws MalformedBodyException {
    Charset shown = shown(body);
    if (shown != null) {
      return shown;
    }
    if (declared == null || declared.equalsIgnoreCase("utf-8") || isAscii(body)) {
      return null;
    }
    Charset charset = TextCharset.of(body, 0, body.length, declared);
    return StandardCharsets.UTF_8.equals(charset) ? null : charset;
  }

  /**
   * Finds a character set by its name.
   *
   * @return null when there is no name
   */
  static @Nullable Charset named(@Nullable String name) throws MalformedBodyException {
    if (name == null || name.isEmpty()) {
      return null;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new MalformedBodyException("character set is not known", -1);
    }
  }

  /** Returns the character set that zero bytes and byte order marks show, else null. */
  static @Nullable Charset shown(byte[] body) {
    if (body.length < 2) {
      return null;
    }
    int b0 = body[0] & 0xFF;
    int b1 = body[1] & 0xFF;
    int b2 = body.length > 2 ? body[2] & 0xFF : -1;
    int b3 = body.length > 3 ? body[3] & 0xFF : -1;
    if (b2 == 0 && b3 == 0 && body.length % 4 == 0 && (b1 == 0 || (b0 == 0xFF && b1 == 0xFE))) {
      return Charset.forName("UTF-32LE");
    }
    if (b0 == 0 && b1 == 0 && body.length % 4 == 0) {
      return Charset.forName("UTF-32BE");
    }
    if ((b0 == 0xFF && b1 == 0xFE) || (b0 != 0 && b1 == 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return (b0 == 0xFE && b1 == 0xFF) || (b0 == 0 && b1 != 0) ? StandardCharsets.UTF_16BE : null;
  }

  /** Translates to UTF-8. */
  static byte[] decode(byte[] body, Charset charset) throws MalformedBodyException {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body));
      return text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new MalformedBodyException("text is not in its character set", -1);
    }
  }

  /** Translates from UTF-8. */
  static byte[] encode(byte[] text, Charset charset) {
    return new String(text, StandardCharsets.UTF_8).getBytes(charset);
  }

  private static boolean isAscii(byte[] body) {
    for (byte b : body) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
