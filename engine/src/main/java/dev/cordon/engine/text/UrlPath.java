package dev.cordon.engine.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The path of a URL as servers read it. RFC 3986, section 6.2.2, makes {@code %63} and {@code c},
 * {@code /./} and {@code /} the same; servers and frameworks take doubled slashes, parameters
 * behind semicolons, backslashes and an extension for the same resource besides. Stateless.
 */
public final class UrlPath {
  /** How {@link #named} writes a slash within a name. */
  public static final String SLASH = "%2F";

  private static final String EXTENSION = ".json";

  /** Some proxies decode, and so does the server behind them. */
  private static final int ROUNDS = 2;

  private UrlPath() {}

  /**
   * Returns the path without what servers pass over. Allocates nothing for a path that is normal.
   *
   * @param path the path as it is sent
   * @return the very path when it is normal already
   */
  public static String normal(String path) {
    return isNormal(path) ? path : joined(segments(decoded(path)));
  }

  /**
   * Returns the path without what servers pass over, but for slashes that are a part of a name,
   * such as that of a Bedrock model: these stay {@link #SLASH}.
   *
   * @param path the path as it is sent
   */
  public static String named(String path) {
    StringBuilder names = new StringBuilder(path.length());
    for (String segment : segments(path)) {
      String decoded = decoded(segment);
      if (decoded.equals("..")) {
        names.setLength(Math.max(0, names.lastIndexOf("/")));
      } else if (!decoded.equals(".")) {
        names.append('/').append(decoded.replace("/", SLASH));
      }
    }
    return names.length() == 0 ? "/" : names.toString();
  }

  /** Tells whether nothing in a path is read in more than one way. Letters' case doesn't count. */
  public static boolean isNormal(String path) {
    int length = path.length();
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      if (c == '%' || c == ';' || c == '\\' || c <= ' ') {
        return false;
      }
      if (c == '/' && i + 1 < length && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.')) {
        return false;
      }
    }
    return length == 0
        || (path.charAt(length - 1) != '.'
            && !path.regionMatches(
                true, length - EXTENSION.length(), EXTENSION, 0, EXTENSION.length()));
  }

  private static String decoded(String path) {
    String text = path;
    for (int round = 0; round < ROUNDS && text.indexOf('%') >= 0; round++) {
      text = decodedOnce(text);
    }
    return text;
  }

  /** Decodes a byte to a character: names of APIs are ASCII, and nobody reads the rest. */
  private static String decodedOnce(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low < 0) {
        result.append(c);
      } else {
        result.append((char) (high << 4 | low));
        i += 2;
      }
    }
    return result.toString();
  }

  private static Deque<String> segments(String path) {
    Deque<String> segments = new ArrayDeque<>();
    int from = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/' || path.charAt(i) == '\\') {
        String segment = name(path.substring(from, i));
        if (segment.equals("..")) {
          segments.pollLast();
        } else if (!segment.isEmpty() && !segment.equals(".")) {
          segments.addLast(segment);
        }
        from = i + 1;
      }
    }
    return segments;
  }

  /** Returns a segment without its parameters and the white space around it. */
  private static String name(String segment) {
    int semicolon = segment.indexOf(';');
    return (semicolon < 0 ? segment : segment.substring(0, semicolon)).trim();
  }

  private static String joined(Deque<String> segments) {
    StringBuilder path = new StringBuilder();
    for (Iterator<String> i = segments.iterator(); i.hasNext(); ) {
      String segment = i.next();
      path.append('/').append(i.hasNext() ? segment : withoutExtension(segment));
    }
    return path.length() == 0 ? "/" : path.toString();
  }

  private static String withoutExtension(String segment) {
    int end = segment.length();
    while (end > 1 && segment.charAt(end - 1) == '.') {
      end--;
    }
    int from = end - EXTENSION.length();
    boolean has = from > 0 && segment.regionMatches(true, from, EXTENSION, 0, EXTENSION.length());
    return segment.substring(0, has ? from : end);
  }
}
