package dev.cordon.engine.policy.label;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Phrases with labels, found without regard to case where a word begins. */
final class Phrases {
  private static final class Phrase {
    final byte[] lower;
    final String label;

    Phrase(byte[] lower, String label) {
      this.lower = lower;
      this.label = label;
    }
  }

  /** By their first byte in lower case. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private final List<Phrase>[] byFirst = new List[256];

  /** By the first byte: which may be the second one, so that most words need no further look. */
  private final boolean[][] seconds = new boolean[256][];

  void add(String phrase, String label) {
    byte[] lower = phrase.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    int first = lower[0] & 0xff;
    List<Phrase> same = byFirst[first];
    if (same == null) {
      byFirst[first] = same = new ArrayList<>();
      seconds[first] = new boolean[256];
    }
    if (lower.length > 1) {
      seconds[first][lower[1] & 0xff] = true;
    } else {
      Arrays.fill(seconds[first], true);
    }
    int at = 0;
    while (at < same.size() && same.get(at).lower.length >= lower.length) {
      at++;
    }
    same.add(at, new Phrase(lower, label)); // the longest first
  }

  /** Marks the bytes that phrases begin with. */
  void firsts(byte[] table, byte mark) {
    for (int i = 0; i < byFirst.length; i++) {
      if (byFirst[i] != null) {
        table[i] = mark;
        if (i >= 'a' && i <= 'z') {
          table[i - ('a' - 'A')] = mark;
        }
      }
    }
  }

  /** Returns the label of the longest phrase that stands at a place, as whole words; or null. */
  @Nullable String at(byte[] text, int from, int to) {
    Phrase phrase = longest(text, from, to);
    return phrase == null ? null : phrase.label;
  }

  /** Returns how long the longest phrase at a place is; 0 when there is none. */
  int length(byte[] text, int from, int to) {
    Phrase phrase = longest(text, from, to);
    return phrase == null ? 0 : phrase.lower.length;
  }

  private @Nullable Phrase longest(byte[] text, int from, int to) {
    int first = from < to ? lower(text[from]) & 0xff : 0;
    List<Phrase> same = byFirst[first];
    if (same == null
        || from == to
        || (from + 1 < to && !seconds[first][lower(text[from + 1]) & 0xff])) {
      return null;
    }
    for (Phrase phrase : same) {
      int end = from + phrase.lower.length;
      if (startsWith(text, from, to, phrase.lower) && !Ornaments.isWordAt(text, end, to)) {
        return phrase;
      }
    }
    return null;
  }

  static boolean startsWith(byte[] text, int from, int to, byte[] lower) {
    if (to - from < lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      if (lower(text[from + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }

  /** Tells whether a byte belongs to a word, or to a character that is not ASCII. */
  static boolean isWord(byte b) {
    return (b >= '0' && b <= '9') || (lower(b) >= 'a' && lower(b) <= 'z') || b < 0;
  }

  /** Tells whether a byte ends a line, or a cell or paragraph of markup. */
  static boolean endsSegment(byte b) {
    return b == '\n' || b == '\r' || b == '<' || b == '>' || b == '|' || b == '\t' || b == '\f';
  }
}
