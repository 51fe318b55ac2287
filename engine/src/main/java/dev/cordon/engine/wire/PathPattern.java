package dev.cordon.engine.wire;

import java.util.Locale;

/**
 * The end of a path, such as {@code /models/*:generateContent}; {@code *} is one segment or its
 * rest. Letters' case doesn't matter: many servers pass over it.
 */
final class PathPattern {
  private final String method;
  private final String pattern;
  private final WireFormat format;

  PathPattern(String method, String pattern, WireFormat format) {
    this.method = method;
    this.pattern = pattern.toLowerCase(Locale.ROOT);
    this.format = format;
  }

  WireFormat format() {
    return format;
  }

  /** Tells whether a path may end with a character, a letter in lower case. */
  boolean mayEndWith(char c) {
    char last = pattern.charAt(pattern.length() - 1);
    return last == '*' || last == c;
  }

  /** Tells whether {@code path[0, end)} ends like the pattern. */
  boolean matches(String requestMethod, String path, int end) {
    int i = end;
    for (int p = pattern.length() - 1; p >= 0; p--) {
      char c = pattern.charAt(p);
      if (c == '*') {
        int segmentEnd = i;
        while (i > 0 && path.charAt(i - 1) != '/') {
          i--;
        }
        if (i == segmentEnd) {
          return false;
        }
      } else if (i == 0 || lower(path.charAt(--i)) != c) {
        return false;
      }
    }
    return method.equals(requestMethod);
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
