package dev.cordon.engine.link;

import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value so that the place that it is put into still means what it meant. A value that is
 * written in that form already, because the request had it from such a place, stays as it is.
 */
final class ValueForm {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private ValueForm() {}

  /** For a URL: RFC 3986, section 2.1; all but unreserved characters are encoded. */
  static byte[] url(byte[] value) {
    if (isEncoded(value)) {
      return value;
    }
    ByteSink out = new ByteSink();
    for (byte b : value) {
      if (isUnreserved(b)) {
        out.put(b);
      } else {
        out.put('%');
        out.put(HEX[(b & 0xFF) >> 4]);
        out.put(HEX[b & 15]);
      }
    }
    return out.toByteArray();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }

  /** Tells whether every percent sign begins an encoded byte, and there is one. */
  private static boolean isEncoded(byte[] value) {
    boolean encoded = false;
    for (int i = 0; i < value.length; i++) {
      byte b = value[i];
      if (b == '%') {
        if (i + 2 >= value.length || !isHex(value[i + 1]) || !isHex(value[i + 2])) {
          return false;
        }
        encoded = true;
      } else if (!isUnreserved(b) && b != '+') {
        return false;
      }
    }
    return encoded;
  }

  private static boolean isHex(byte b) {
    return Character.digit(b, 16) >= 0;
  }

  /**
   * For the value of an HTML attribute: what could end it, or be taken for a character reference.
   */
  static byte[] html(byte[] value) {
    ByteSink out = new ByteSink();
    for (int i = 0; i < value.length; i++) {
      String reference = reference(value, i);
      if (reference == null) {
        out.put(value[i]);
      } else {
        out.put(reference.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return out.size() == value.length ? value : out.toByteArray();
  }

  private static @Nullable String reference(byte[] value, int at) {
    switch (value[at]) {
      case '"':
        return "&quot;";
      case '\'':
        return "&#39;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '&':
        return isReference(value, at) ? null : "&amp;";
      default:
        return null;
    }
  }

  private static boolean isReference(byte[] value, int ampersand) {
    int i = ampersand + 1;
    while (i < value.length && (isUnreserved(value[i]) || value[i] == '#')) {
      i++;
    }
    return i > ampersand + 1 && i < value.length && value[i] == ';';
  }

  /**
   * For the inside of a JSON string.
   *
   * @param times how many strings stand within each other
   */
  static byte[] json(byte[] value, int times) {
    byte[] escaped = value;
    for (int i = 0; i < times; i++) {
      ByteSink out = new ByteSink();
      JsonStrings.escape(escaped, 0, escaped.length, out);
      escaped = out.toByteArray();
    }
    return escaped;
  }

  /** Tells whether a value can stand in a JSON string as it is. */
  static boolean isJson(byte[] value) {
    for (int i = 0; i < value.length; i++) {
      byte b = value[i];
      if (b == '\\') {
        if (i + 1 == value.length || "\"\\/bfnrtu".indexOf(value[i + 1]) < 0) {
          return false;
        }
        i++;
      } else if (b == '"' || (b >= 0 && b < ' ')) {
        return false;
      }
    }
    return true;
  }
}
