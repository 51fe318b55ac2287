package dev.cordon.engine.wire;

import java.nio.charset.StandardCharsets;

/** Looks at the names of the fields of a {@code multipart/form-data} body (RFC 7578). */
final class FormFields {
  private static final byte[] NAME = "name=".getBytes(StandardCharsets.US_ASCII);

  private FormFields() {}

  /**
   * Tells whether a body names all these fields, quoted or not. Looks wherever a part could begin,
   * for a body may have a preamble.
   */
  static boolean hasAll(byte[] body, String[] fields) {
    boolean[] seen = new boolean[fields.length];
    int missing = fields.length;
    for (int at = indexOfName(body, 0); at >= 0; at = indexOfName(body, at)) {
      at += NAME.length;
      for (int i = 0; i < fields.length; i++) {
        if (!seen[i] && isAt(body, at, fields[i])) {
          seen[i] = true;
          if (--missing == 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Finds {@code name=} that is no end of {@code filename=}; -1 when there is none. */
  private static int indexOfName(byte[] body, int from) {
    for (int at = from; at <= body.length - NAME.length; at++) {
      if (body[at] == 'n' && matches(body, at, NAME) && (at == 0 || !isLetter(body[at - 1]))) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] body, int from, String field) {
    int at = from < body.length && body[from] == '"' ? from + 1 : from;
    byte[] bytes = field.getBytes(StandardCharsets.US_ASCII);
    int end = at + bytes.length;
    return matches(body, at, bytes) && (end == body.length || !isLetter(body[end]));
  }

  private static boolean matches(byte[] body, int at, byte[] text) {
    if (at + text.length > body.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (body[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b == '-';
  }
}
