package dev.cordon.engine.redact;

import dev.cordon.engine.text.EightBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds where a token's separator may begin, eight bytes at a time: looks only for what every form
 * must hold, and whoever asks looks closely. A token of this request has its word before the
 * separator, in any case, so the word's last characters are searched for. A token that only the
 * vault knows may have any word, but only a separator that stands for the underscore itself ({@link
 * Separator#isPlain} ones don't count there), so the first bytes of these are searched for. Scratch
 * of a restorer; not thread-safe.
 *
 * <pre>
 * text       … write to email**_**7KQ2M9 today …
 * word             ail│  the last three of EMAIL; then what may begin a separator, and the word
 * core                │ _  the underscore; the separator began behind the last letter before it
 * found               │
 * </pre>
 */
final class TokenSearch {
  /** Makes capital letters small, and changes no digit. */
  private static final long SMALL = 0x20 * EightBytes.EACH;

  private static final long UNDERSCORES = '_' * EightBytes.EACH;
  private static final long PERCENTS = '%' * EightBytes.EACH;
  private static final long AMPERSANDS = '&' * EightBytes.EACH;

  /** The first byte of the wide underscore, U+FF3F. */
  private static final long WIDE = 0xEFEFEFEFEFEFEFEFL;

  /** How many characters at a word's end are searched for; the others are compared then. */
  private static final int TAIL = 3;

  /** So much at the end is searched byte by byte: a separator and code may be cut off there. */
  private static final int END = 2 * Separator.LONGEST;

  /** Below, the loop over single bytes is as fast. */
  static final int SHORT = 2 * END;

  /** What a token's word may end with, and which separators count behind it. */
  private final byte[] wordEnds = new byte[256];

  private final int shortest;
  private final byte[][] words;

  /** The last three characters of each word, each eight times. */
  private final long[] tails;

  private final boolean anyWord;
  private final boolean likely;
  private byte[] text = {};
  private ByteBuffer longs = ByteBuffer.wrap(text);
  private int to;

  /** Up to here eight bytes at a time are searched. */
  private int limit;

  /** Where each word ends next, to be searched again only when it has been passed; the core too. */
  private final int[] ends;

  private int core;

  /**
   * Makes a search.
   *
   * @param words the words of this request's tokens
   * @param vault whether the vault is asked for tokens with other words
   * @param encrypted whether tokens with other words may carry their values
   * @param shortest texts of fewer bytes are searched byte by byte, see {@link #SHORT}
   */
  TokenSearch(byte[][] words, boolean vault, boolean encrypted, int shortest) {
    this.anyWord = vault || encrypted;
    this.likely = encrypted;
    this.shortest = shortest;
    this.words = words;
    this.tails = new long[TAIL * words.length];
    this.ends = new int[words.length];
    for (int b = 0; b < 128 && anyWord; b++) {
      wordEnds[b] = (byte) (Text.isAlphanumeric((byte) b) ? Separator.ANY : 0);
    }
    for (int i = 0; i < words.length; i++) {
      int length = words[i].length;
      byte end = words[i][length - 1];
      wordEnds[Text.lower(end)] = Separator.ANY | Separator.PLAIN;
      wordEnds[Text.upper(end)] = Separator.ANY | Separator.PLAIN;
      for (int k = 0; k < TAIL; k++) {
        int at = length - TAIL + k;
        tails[TAIL * i + k] = at < 0 ? 0 : Text.lower(words[i][at]) * EightBytes.EACH;
      }
    }
  }

  /** Tells whether a word of this request's tokens may end with a byte. */
  boolean mayEndWord(byte b) {
    return (wordEnds[b & 0xFF] & Separator.PLAIN) != 0;
  }

  /** Takes the text that is searched next. */
  void begin(byte[] text, int from, int to) {
    this.text = text;
    this.to = to;
    if (to - from < shortest) {
      limit = from;
      return;
    }
    limit = to - END;
    longs = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(ends, from);
    core = from;
  }

  /**
   * Finds where a separator may begin.
   *
   * @param from where to look from; at least one byte of the text stands before
   * @return where it may, to be looked at closely; the text's end when nowhere
   */
  int next(int from) {
    if (from < TAIL && from < limit) {
      return from; // too near to the array's beginning to look back
    }
    if (from < limit) {
      int found = Math.min(behindWord(from), anyWord ? beforeCore(from) : limit);
      if (found < limit) {
        return found;
      }
    }
    return Separator.next(text, Math.max(from, limit), to, wordEnds);
  }

  /** Finds the end of the next word that has what may begin a separator behind it. */
  private int behindWord(int from) {
    int found = limit;
    for (int i = 0; i < words.length; i++) {
      if (ends[i] < from) {
        ends[i] = searchWord(i, from);
      }
      found = Math.min(found, ends[i]);
    }
    return found;
  }

  private int searchWord(int i, int from) {
    byte[] word = words[i];
    for (int at = from; ; at++) {
      at = searchTail(i, at - TAIL) + TAIL;
      if (at >= limit) {
        return limit;
      }
      if (at >= word.length
          && Separator.mayBegin(text[at])
          && Text.matches(text, at - word.length, word, 0, word.length)) {
        return at;
      }
    }
  }

  /** Finds a word's last three characters, in any case: six of eight bytes can be their first. */
  private int searchTail(int i, int from) {
    ByteBuffer longs = this.longs;
    long first = tails[TAIL * i];
    long second = tails[TAIL * i + 1];
    long third = tails[TAIL * i + 2];
    long firstCounts = words[i].length >= TAIL ? -1 : 0;
    long secondCounts = words[i].length >= TAIL - 1 ? -1 : 0;
    int end = limit;
    for (int at = from; at < end; at += 6) {
      long x = longs.getLong(at) | SMALL;
      long y = ((x ^ first) & firstCounts) | (((x >>> 8) ^ second) & secondCounts);
      y |= (x >>> 16) ^ third;
      long found = EightBytes.zeros(y);
      if (found != 0) {
        return at + EightBytes.first(found);
      }
    }
    return end;
  }

  /** Finds what stands for an underscore, and goes back to where its separator begins. */
  private int beforeCore(int from) {
    for (core = Math.max(core, from); ; core++) {
      core = searchCore(core);
      if (core >= limit + Separator.LONGEST) {
        return limit;
      }
      if (!mayBeCore(core)) {
        continue;
      }
      int begin = core;
      int first = Math.max(from, core - Separator.LONGEST);
      while (begin > first && !Text.isAlphanumeric(text[begin - 1])) {
        begin--;
      }
      if (Text.isAlphanumeric(text[begin - 1])) {
        return begin;
      }
    }
  }

  /** Looks at what follows; there is enough of it, because the text's end is searched otherwise. */
  private boolean mayBeCore(int at) {
    byte next = text[at + 1];
    switch (text[at]) {
      case '_':
        return !Text.isAlphanumeric(next)
            || TokenTable.head(text, at + 1, to) >= 0
            || (likely && EncryptedTokens.mayBegin(text, at + 1, to));
      case '%':
        return next == '5';
      case '&':
        return next == '#' || Text.lower(next) == 'l' || Text.lower(next) == 'u';
      default:
        return next == (byte) 0xBC;
    }
  }

  private int searchCore(int from) {
    ByteBuffer longs = this.longs;
    int end = limit + Separator.LONGEST;
    for (int at = from; at < end; at += 8) {
      long x = longs.getLong(at);
      long found =
          EightBytes.zeros(x ^ UNDERSCORES)
              | EightBytes.zeros(x ^ PERCENTS)
              | EightBytes.zeros(x ^ AMPERSANDS)
              | EightBytes.zeros(x ^ WIDE);
      if (found != 0) {
        return at + EightBytes.first(found);
      }
    }
    return end;
  }
}
