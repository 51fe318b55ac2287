package dev.cordon.engine.wire;

import java.util.Locale;

/**
 * The end of a path, such as {@code /models/*:generateContent}; {@code *} is one segment or its
 * rest. Letters' case doesn't matter: many servers pass over it.
 */
final class PathPattern {
  private static final String OPEN = "/*";

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

  String method() {
    return method;
  }

  /** Returns the pattern, letters in lower case. */
  String text() {
    return pattern;
  }

  /** Returns how many whole segments at its end the pattern leaves open. */
  int open() {
    return (pattern.length() - closedEnd()) / OPEN.length();
  }

  /** Returns where the segments begin that the pattern leaves open; its length when none. */
  int closedEnd() {
    int end = pattern.length();
    while (pattern.startsWith(OPEN, end - OPEN.length())) {
      end -= OPEN.length();
    }
    return end;
  }

  /** Returns how many characters stand right before there, behind any other {@code *}. */
  int tail() {
    int end = closedEnd();
    return end - pattern.lastIndexOf('*', end - 1) - 1;
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
