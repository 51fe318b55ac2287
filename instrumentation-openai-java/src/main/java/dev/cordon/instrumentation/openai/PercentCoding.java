package dev.cordon.instrumentation.openai;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RFC 3986 percent-encoding of path segments and query parts. */
final class PercentCoding {
  private PercentCoding() {}

  static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isUnreserved(text.charAt(i))) {
        return encodeAll(text);
      }
    }
    return text;
  }

  /** Takes a query apart into names and values. */
  static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
      List<String> values = parameters.get(name);
      if (values == null) {
        values = new ArrayList<>();
        parameters.put(name, values);
      }
      values.add(equals < 0 ? "" : decode(parameter.substring(equals + 1)));
    }
    return parameters;
  }

  static String decode(String text) {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }

  private static String encodeAll(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** RFC 3986 2.3, and the two that APIs use within a segment. */
  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~:@".indexOf(c) >= 0;
  }
}
