package dev.cordon.engine.head;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Percent-encoding (RFC 3986, section 2.1). Stateless. */
public final class Percent {
  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  /** Decodes the name or the value of a query's parameter, as text. */
  public static String parameter(String text) {
    return new String(decode(text, 0, text.length(), true), StandardCharsets.UTF_8);
  }

  /**
   * Decodes a part of a URL; what is no encoding stays.
   *
   * @param plus whether a plus sign is a space, as in forms
   */
  static byte[] decode(String url, int from, int to, boolean plus) {
    byte[] raw = url.substring(from, to).getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '+' && plus) {
        b = ' ';
      } else if (b == '%' && i + 2 < raw.length) {
        int high = Character.digit(raw[i + 1], 16);
        int low = Character.digit(raw[i + 2], 16);
        if (high >= 0 && low >= 0) {
          b = (byte) (high << 4 | low);
          i += 2;
        }
      }
      raw[length++] = b;
    }
    return Arrays.copyOf(raw, length);
  }

  /** Encodes all but what is never encoded. */
  static void encode(byte[] text, StringBuilder into) {
    for (byte b : text) {
      boolean plain =
          (b >= '0' && b <= '9')
              || (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || b == '-'
              || b == '.'
              || b == '_'
              || b == '~';
      if (plain) {
        into.append((char) b);
      } else {
        into.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
  }
}
