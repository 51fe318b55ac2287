package dev.cordon.engine.wire.json;

import java.nio.charset.StandardCharsets;

/** The inside of JSON strings: escapes. */
public final class JsonStrings {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonStrings() {}

  /**
   * Writes UTF-8 text as the inside of a JSON string. Escapes only what must be.
   *
   * @param text holds the text
   * @param from its first byte
   * @param to the byte after its last
   * @param into receives it
   */
  public static void escape(byte[] text, int from, int to, ByteSink into) {
    int plain = from;
    for (int p = from; p < to; p++) {
      byte b = text[p];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        into.put(text, plain, p);
        plain = p + 1;
        escape(b, into);
      }
    }
    into.put(text, plain, to);
  }

  private static void escape(byte b, ByteSink into) {
    into.put('\\');
    switch (b) {
      case '\n':
        into.put('n');
        break;
      case '\r':
        into.put('r');
        break;
      case '\t':
        into.put('t');
        break;
      case '\b':
        into.put('b');
        break;
      case '\f':
        into.put('f');
        break;
      case '"':
      case '\\':
        into.put(b);
        break;
      default:
        into.put('u');
        into.put('0');
        into.put('0');
        into.put(HEX[b >> 4]);
        into.put(HEX[b & 15]);
    }
  }

  /**
   * Returns the length of the escape at {@code p}: a surrogate pair is one escape.
   *
   * @param bytes holds the escape
   * @param p where its backslash is
   * @param to the byte after the last one known
   * @return its length in bytes, or -1 when more bytes are needed to know it
   */
  public static int escapeLength(byte[] bytes, int p, int to) {
    if (p + 1 >= to) {
      return -1;
    }
    if (bytes[p + 1] != 'u') {
      return 2;
    }
    if (p + 6 > to) {
      return -1;
    }
    if (!isHighSurrogate(unit(bytes, p))) {
      return 6;
    }
    if (p + 6 < to && bytes[p + 6] != '\\') {
      return 6;
    }
    if (p + 7 < to && bytes[p + 7] != 'u') {
      return 6;
    }
    if (p + 12 > to) {
      return -1;
    }
    return isLowSurrogate(unit(bytes, p + 6)) ? 12 : 6;
  }

  /**
   * Decodes the escape of {@code length} bytes at {@code p}. A surrogate that stands alone becomes
   * U+FFFD.
   *
   * @param bytes holds the escape
   * @param p where its backslash is
   * @param length its length, from {@link #escapeLength}
   * @param into receives UTF-8
   */
  public static void unescape(byte[] bytes, int p, int length, ByteSink into) {
    if (length == 2) {
      into.put(Math.max(simpleEscape(bytes[p + 1]), 0));
      return;
    }
    int c = unit(bytes, p);
    if (length == 12) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(bytes, p + 6) - 0xDC00);
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = 0xFFFD;
    }
    utf8(c, into);
  }

  private static void utf8(int c, ByteSink into) {
    if (c < 0x80) {
      into.put(c);
      return;
    }
    if (c < 0x800) {
      into.put(0xC0 | c >> 6);
    } else {
      if (c < 0x10000) {
        into.put(0xE0 | c >> 12);
      } else {
        into.put(0xF0 | c >> 18);
        into.put(0x80 | (c >> 12 & 0x3F));
      }
      into.put(0x80 | (c >> 6 & 0x3F));
    }
    into.put(0x80 | (c & 0x3F));
  }

  /** Returns what a one-letter escape stands for, or -1 when there is no such escape. */
  static int simpleEscape(byte letter) {
    switch (letter) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case '"':
      case '\\':
      case '/':
        return letter;
      default:
        return -1;
    }
  }

  /** Returns the value of a hexadecimal digit, or -1. */
  static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private static int unit(byte[] bytes, int p) {
    return hex(bytes[p + 2]) << 12
        | hex(bytes[p + 3]) << 8
        | hex(bytes[p + 4]) << 4
        | hex(bytes[p + 5]);
  }

  private static boolean isHighSurrogate(int c) {
    return c >= 0xD800 && c <= 0xDBFF;
  }

  private static boolean isLowSurrogate(int c) {
    return c >= 0xDC00 && c <= 0xDFFF;
  }

  /**
   * Returns a string without its escapes.
   *
   * @param json holds the string as UTF-8
   * @param from the byte behind its opening quotation mark
   * @param to its closing one
   */
  public static String text(byte[] json, int from, int to) {
    int p = ByteSearch.indexOf(json, from, to, (byte) '\\');
    if (p == to) {
      return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
    ByteSink plain = new ByteSink();
    plain.put(json, from, p);
    while (p < to) {
      if (json[p] == '\\') {
        int length = escapeLength(json, p, to);
        length = length < 0 ? to - p : length; // half of a pair at the string's end
        unescape(json, p, length, plain);
        p += length;
      } else {
        plain.put(json[p++]);
      }
    }
    return new String(plain.toByteArray(), StandardCharsets.UTF_8);
  }
}
