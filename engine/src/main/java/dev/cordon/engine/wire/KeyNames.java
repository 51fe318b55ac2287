package dev.cordon.engine.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns keys into strings without making the same string again and again. Bounded. Not thread-safe.
 */
final class KeyNames {
  private static final int LONGEST = 64;

  /** A power of two: a document has few names, and every document has a table. */
  private static final int SLOTS = 32;

  private static final byte[][] NONE = {};

  /** Keys of most answers that no rule names; ASCII. */
  private static final String[] ANSWERS = {
    "created",
    "object",
    "index",
    "logprobs",
    "refusal",
    "annotations",
    "usage",
    "delta",
    "system_fingerprint",
    "prompt_tokens_details",
    "completion_tokens_details",
    "message"
  };

  /** A power of two, at which no two of these share a slot. */
  private static final int COMMON_SLOTS = 64;

  private static final @Nullable String[] COMMON = common();

  private byte[][] seen = NONE;
  private @Nullable String[] names = {};

  private static @Nullable String[] common() {
    String[] table = new String[COMMON_SLOTS];
    for (String name : ANSWERS) {
      int hash = name.length();
      for (int i = 0; i < name.length(); i++) {
        hash = hash * 31 + name.charAt(i);
      }
      table[(hash ^ hash >>> 8) & (COMMON_SLOTS - 1)] = name; // of two in one slot the later
    }
    return table;
  }

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
    int mixed = hash ^ hash >>> 8;
    String common = COMMON[mixed & (COMMON_SLOTS - 1)];
    if (common != null && equal(common, bytes, from, to)) {
      return common;
    }
    if (names.length == 0) {
      seen = new byte[SLOTS][];
      names = new String[SLOTS];
    }
    int slot = mixed & (SLOTS - 1);
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

  private static boolean equal(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
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
