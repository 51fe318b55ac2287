package dev.cordon.engine.redact;

import dev.cordon.engine.wire.json.ByteSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What models write for the underscore of a token: Markdown's and HTML's escapes, a URL's, emphasis
 * around it, a wider character, a dash, one blank, a line that is broken there. Stateless.
 */
final class Separator {
  /** More than any form has; what is longer is none. */
  static final int LONGEST = 16;

  /** Forms that stand for the underscore itself, in lower case. */
  private static final byte[][] CORES =
      bytes("_", "%5f", "&#95;", "&#x5f;", "&lowbar;", "&underbar;", "\uff3f");

  /** Characters that don't show. */
  private static final byte[][] UNSEEN =
      bytes("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u00ad", "\ufeff");

  /** What may stand around it: Markdown's, a line's end in a quotation too; what doesn't show. */
  private static final byte[][] AROUND =
      orUnseen("_", "*", "\\", " ", "\n> ", "\n", "\r\n", "\u00a0", "\u202f");

  /** What stands for the underscore only where nothing else does. */
  private static final byte[][] ALONE =
      bytes("-", "\u2010", "\u2011", "\u2013", " ", "\n", "\u00a0", "\u202f", ":", ".", "#");

  /** What may stand within a code: a broken line, what doesn't show. */
  private static final byte[][] WITHIN = orUnseen("\n", "\r\n");

  private static final byte[][][] ALL = {CORES, AROUND, ALONE};

  /** A separator may begin here, behind any word. */
  static final int ANY = 1;

  /** A separator may begin here that counts only behind the word of a token of this request. */
  static final int PLAIN = 2;

  /** A whole character that is no separator unless another of them follows, but for a plain one. */
  private static final int NEEDS_MORE = 4;

  private static final byte[] FIRST = new byte[256];

  static {
    note(CORES, ANY | PLAIN);
    note(AROUND, ANY | PLAIN);
    note(ALONE, PLAIN);
    for (byte[] form : AROUND) {
      if (form.length == 1) {
        FIRST[form[0]] = (byte) (FIRST[form[0]] | NEEDS_MORE);
      }
    }
    FIRST['_'] = ANY | PLAIN;
  }

  private Separator() {}

  static byte[][] bytes(String... texts) {
    byte[][] bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  /** Returns forms and the characters that don't show. */
  static byte[][] orUnseen(String... forms) {
    byte[][] some = bytes(forms);
    byte[][] all = Arrays.copyOf(some, some.length + UNSEEN.length);
    System.arraycopy(UNSEEN, 0, all, some.length, UNSEEN.length);
    return all;
  }

  private static void note(byte[][] forms, int what) {
    for (byte[] form : forms) {
      FIRST[form[0] & 0xFF] = (byte) (FIRST[form[0] & 0xFF] | what);
    }
  }

  /** Tells whether a separator may begin with a byte. */
  static boolean mayBegin(byte b) {
    return FIRST[b & 0xFF] != 0;
  }

  /**
   * Finds where a separator may begin. Most of a text is passed over here, with one branch a byte:
   * every word is followed by a blank, so a test for blanks alone would be mispredicted as often.
   *
   * @param from where to look from; at least one byte stands before
   * @param behind by a byte's value what may begin behind it: {@link #ANY}, {@link #PLAIN}
   * @return where it may; {@code to} when nowhere
   */
  static int next(byte[] text, int from, int to, byte[] behind) {
    byte[] first = FIRST;
    for (int i = from; i < to; i++) {
      int may = first[text[i] & 0xFF] & behind[text[i - 1] & 0xFF];
      if (may != 0 && (may != ANY || i + 1 == to || !isBare(text, i))) {
        return i;
      }
    }
    return to;
  }

  /** Tells a blank or the like with an ordinary character behind it. */
  private static boolean isBare(byte[] text, int at) {
    return (FIRST[text[at] & 0xFF] & NEEDS_MORE) != 0 && !mayBegin(text[at + 1]);
  }

  /**
   * Reads a separator.
   *
   * @return where it ends; {@code at} when there is none, -1 when more of the text is needed
   */
  static int end(byte[] text, int at, int to, boolean last) {
    int p = at;
    int blanks = 0;
    boolean core = false;
    while (p < to && p - at < LONGEST) {
      int length = length(CORES, text, p, to);
      core |= length > 0;
      if (length == 0 && text[p] == '\n' && !last && isCutOff(text, p, to)) {
        return -1; // a quoted line may follow
      }
      if (length == 0) {
        length = length(AROUND, text, p, to);
        boolean blank = length > 0 && (text[p] == ' ' || text[p] == '\n' || text[p] == '\r');
        blanks += blank ? 1 : 0;
      }
      if (length == 0) {
        if (!last && isCutOff(text, p, to)) {
          return -1;
        }
        break;
      }
      p += length;
    }
    if (core) {
      return blanks > 2 || p - at > LONGEST ? at : p;
    }
    int alone = length(ALONE, text, at, to);
    if (alone > 0 && (p == at || p == at + alone)) {
      return at + alone;
    }
    return p == to && p > at && !last ? -1 : at;
  }

  /** Returns a value with the emphasis that begins or ends within its token's separator. */
  static byte[] emphasised(byte[] text, int from, int to, byte[] value) {
    int start = from;
    while (start < to && text[start] != '*') {
      start++;
    }
    int end = start;
    while (end < to && text[end] == '*') {
      end++;
    }
    if (start == end || ByteSearch.indexOf(text, end, to, (byte) '*') < to) {
      return value;
    }
    byte[] marks = Arrays.copyOfRange(text, start, end);
    return start == from ? joined(value, marks) : joined(marks, value);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Tells whether a separator is so plain that half of all words are followed by it. */
  static boolean isPlain(byte[] text, int at, int end) {
    return length(ALONE, text, at, end) == end - at;
  }

  /** Tells whether a plain separator may be the beginning of one that isn't plain. */
  static boolean mayGoOn(byte[] text, int at, int to) {
    return length(AROUND, text, at, to) > 0;
  }

  private static int length(byte[][] forms, byte[] text, int at, int to) {
    for (byte[] form : forms) {
      if (at + form.length <= to && Text.matches(text, at, form, 0, form.length)) {
        return form.length;
      }
    }
    return 0;
  }

  /** Returns the length of what doesn't count within a code; -1 when it may be cut off. */
  static int within(byte[] text, int at, int to, boolean last) {
    for (byte[] form : WITHIN) {
      int there = Math.min(form.length, to - at);
      if (Text.matches(text, at, form, 0, there)) {
        return there == form.length ? there : last ? 0 : -1;
      }
    }
    return 0;
  }

  private static boolean isCutOff(byte[] text, int at, int to) {
    for (byte[][] forms : ALL) {
      for (byte[] form : forms) {
        if (to - at < form.length && Text.matches(text, at, form, 0, to - at)) {
          return true;
        }
      }
    }
    return false;
  }
}
