package dev.cordon.engine.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns keys into strings without making the same string again and again. Bounded. Not thread-safe.
 */
final class KeyNames {
  private static final int LONGEST = 64;

  /** A power of two: a document has few names, and every document has a table. */
  private static final int SLOTS = 64;

  private final byte[][] seen = new byte[SLOTS][];
  private final @Nullable String[] names = new String[SLOTS];

  /** Returns the key's name; bytes that aren't UTF-8 are replaced, escapes stay. */
  String name(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ hash >>> 8) & (SLOTS - 1);
    String known = names[slot];
    if (known != null && equal(seen[slot], bytes, from, to)) {
      return known;
    }
    String made = new String(bytes, from, length, StandardCharsets.UTF_8);
    byte[] copy = new byte[length];
    System.arraycopy(bytes, from, copy, 0, length);
    seen[slot] = copy;
    names[slot] = made;
    return made;
  }

  private static boolean equal(byte[] name, byte[] bytes, int from, int to) {
    if (name.length != to - from) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (name[i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
