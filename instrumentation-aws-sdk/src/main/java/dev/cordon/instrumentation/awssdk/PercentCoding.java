package dev.cordon.instrumentation.awssdk;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;

/** RFC 3986 percent-coding of parts of a query: the SDK encodes what it is given. */
final class PercentCoding {
  private PercentCoding() {}

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
