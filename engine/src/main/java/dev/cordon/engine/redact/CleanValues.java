package dev.cordon.engine.redact;

import org.jspecify.annotations.Nullable;

/**
 * Short values of headers in which a scanner found nothing at all, under the names that they stood
 * under: a client sends most of them with every call. What was found nothing in is no secret to
 * keep, and few are held. Not thread-safe.
 */
final class CleanValues {
  /** A power of two. */
  private static final int KEPT = 128;

  /** How many places are tried for a value before another one has to go. */
  private static final int TRIED = 4;

  /** Longer ones are looked into each time. */
  private static final int LONGEST = 256;

  private final @Nullable String[] names = new String[KEPT];
  private final @Nullable String[] values = new String[KEPT];
  private int next;

  boolean has(String name, String value) {
    int first = slot(name, value);
    for (int i = 0; i < TRIED; i++) {
      int slot = (first + i) & (KEPT - 1);
      if (value.equals(values[slot]) && name.equals(names[slot])) {
        return true;
      }
    }
    return false;
  }

  void add(String name, String value) {
    if (name.length() + value.length() > LONGEST) {
      return;
    }
    int first = slot(name, value);
    int slot = first;
    for (int i = 0; i < TRIED && names[slot] != null; i++) {
      slot = (first + i) & (KEPT - 1);
    }
    if (names[slot] != null) {
      slot = (first + next++ % TRIED) & (KEPT - 1);
    }
    names[slot] = name;
    values[slot] = value;
  }

  private static int slot(String name, String value) {
    int hash = 31 * name.hashCode() + value.hashCode();
    return (hash ^ (hash >>> 15)) & (KEPT - 1);
  }
}
