package dev.cordon.engine.redact;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Restores tokens that carry their values, whoever issued them under a key that is known here. A
 * code is authenticated, so more may be bent in it than in another token's: O, I and L for digits,
 * characters that don't show, broken lines, and anything glued behind it. Serves one answer; not
 * thread-safe.
 */
final class EncryptedTokens {
  /** Says that there is no token; no place in a text has this number. */
  static final int NONE = Integer.MIN_VALUE;

  /** Tokens come again and again, and each is looked for in the whole request. */
  private static final int MOST_KNOWN = 4096;

  private final TokenCipher cipher;
  private final TokenTable table;
  private final byte[] request;
  private final Map<String, byte @Nullable []> known = new HashMap<>();

  private final byte[] digits = new byte[TokenCipher.LONGEST];

  /** Where each eighth digit ends. */
  private final int[] ends = new int[TokenCipher.LONGEST / TokenCipher.STEP + 1];

  /** Made when the first token that isn't this request's is found. */
  private @Nullable Set<Integer> ownHeads;

  private byte @Nullable [] value;
  private @Nullable Issued issued;

  /**
   * Makes a reader of tokens.
   *
   * @param table what the request issued
   * @param request the request's body; tokens that the application wrote in it itself stay
   */
  EncryptedTokens(TokenCipher cipher, TokenTable table, byte[] request) {
    this.cipher = cipher;
    this.table = table;
    this.request = request;
  }

  /** Returns what the last token stands for. */
  byte[] value() {
    return value == null ? Redactor.NOTHING : value;
  }

  /** Returns what the request issued, if it issued the last token; else null. */
  @Nullable Issued issued() {
    return issued;
  }

  /** Tells whether what stands behind an underscore may be a code, by its first digits. */
  static boolean mayBegin(byte[] text, int at, int to) {
    for (int i = at; i < at + TokenTable.SHORT; i++) {
      if (i >= to || Base32.likely(text[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks at a word and a code.
   *
   * @return where a token ends, of which {@link #value} tells; {@link #NONE} when there is none;
   *     the complement of where to hold back from when it can't be told yet
   */
  int token(byte[] text, int wordStart, int wordEnd, int code, int to, boolean last) {
    int count = read(text, code, to, last);
    boolean open = count < 0;
    count = open ? ~count : count;
    byte[] word = new byte[wordEnd - wordStart];
    for (int i = 0; i < word.length; i++) {
      word[i] = Text.upper(text[wordStart + i]);
    }
    for (int n = count / TokenCipher.STEP; n * TokenCipher.STEP >= TokenCipher.SHORTEST; n--) {
      value = find(word, n * TokenCipher.STEP);
      if (value != null) {
        return ends[n];
      }
    }
    return open ? ~wordStart : NONE;
  }

  /** Reads digits; returns how many, the complement when the text ends before they do. */
  private int read(byte[] text, int from, int to, boolean last) {
    int count = 0;
    int p = from;
    while (p < to && count < TokenCipher.LONGEST) {
      int digit = Base32.likely(text[p]);
      int length = 1;
      if (digit < 0) {
        length = count < TokenTable.SHORT ? 0 : Separator.within(text, p, to, last);
        if (length <= 0) {
          return length < 0 ? ~count : count;
        }
      } else {
        digits[count++] = (byte) digit;
      }
      p += length;
      if (digit >= 0 && count % TokenCipher.STEP == 0) {
        ends[count / TokenCipher.STEP] = p;
      }
    }
    return p < to || last || count == TokenCipher.LONGEST ? count : ~count;
  }

  private byte @Nullable [] find(byte[] word, int count) {
    byte[] code = new byte[count];
    for (int i = 0; i < count; i++) {
      code[i] = Base32.digit(digits[i]);
    }
    issued = table.encrypted(word, code);
    if (issued != null) {
      return issued.original;
    }
    String name = ascii(word) + '_' + ascii(code);
    if (known.containsKey(name)) {
      return known.get(name);
    }
    byte[] decrypted = cipher.value(word, digits, count);
    if (decrypted == null) {
      return null;
    }
    boolean own = isOwn(code);
    if (known.size() < MOST_KNOWN) {
      known.put(name, own ? null : decrypted);
    }
    return own ? null : decrypted;
  }

  /**
   * Tells whether the application wrote a token itself. The request is read once for the first
   * digits of all that may be a code there, and again only for a code that has such.
   */
  private boolean isOwn(byte[] code) {
    Set<Integer> heads = ownHeads;
    if (heads == null) {
      heads = new HashSet<>();
      for (int i = 0; i < request.length; i++) {
        int head = begins(i) ? TokenTable.head(request, i, request.length) : -1;
        if (head >= 0) {
          heads.add(head);
        }
      }
      ownHeads = heads;
    }
    return heads.contains(TokenTable.head(code, 0, code.length)) && OwnText.contains(request, code);
  }

  /** Tells whether a code may begin at a place: behind no letter or digit but an escape's. */
  private boolean begins(int at) {
    return at == 0
        || !Text.isAlphanumeric(request[at - 1])
        || (at >= 2 && request[at - 2] == '\\')
        || (at >= 6 && request[at - 6] == '\\' && request[at - 5] == 'u');
  }

  private static String ascii(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII);
  }
}
