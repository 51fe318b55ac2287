package dev.cordon.engine.redis;

import java.io.IOException;

/**
 * Redis answered with an error. Keeps its first word only, such as {@code WRONGPASS}: the rest may
 * repeat what was sent.
 */
public final class RedisErrorException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 24;

  RedisErrorException(String line) {
    super(code(line));
  }

  static String code(String line) {
    int end = 0;
    while (end < line.length() && end < LONGEST && isCapital(line.charAt(end))) {
      end++;
    }
    return end == 0 ? "ERR" : line.substring(0, end);
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
