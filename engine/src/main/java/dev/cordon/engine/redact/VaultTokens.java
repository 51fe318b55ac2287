package dev.cordon.engine.redact;

import dev.cordon.engine.text.Edits;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restores tokens of earlier requests, which only the vault knows. Not thread-safe. */
final class VaultTokens {
  /** Says that there is no token; no place in a text has this number. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int LONGEST_WORD = 24;

  /** Tokens come again and again, and each is looked for in the whole request. */
  private static final int MOST_KNOWN = 4096;

  private final Vault.Lookup vault;
  private final Map<String, byte @Nullable []> known = new HashMap<>();
  private final byte[] request;

  /**
   * Makes a reader of a vault.
   *
   * @param request the request's body; tokens that the application wrote in it itself stay
   */
  VaultTokens(Vault.Lookup vault, byte[] request) {
    this.vault = vault;
    this.request = request;
  }

  /** Tells whether a run of letters and digits may be a token's word. */
  static boolean isWord(byte[] text, int from, int to) {
    return to - from <= LONGEST_WORD && to > from && Text.isLetter(text[from]);
  }

  /**
   * Looks at a word and a code.
   *
   * @return where a restored token ends; {@link #NONE} when there is none; the complement of where
   *     to hold back from when it can't be told yet
   */
  int token(byte[] text, int wordStart, int wordEnd, int code, int to, boolean last, Edits edits) {
    int run = code;
    while (run < to && run - code <= TokenTable.LONG && Text.isAlphanumeric(text[run])) {
      run++;
    }
    if (run == to && !last && run - code <= TokenTable.LONG) {
      return ~wordStart;
    }
    for (int digits = TokenTable.LONG;
        digits >= TokenTable.SHORT;
        digits -= TokenTable.LONG - TokenTable.SHORT) {
      int end = code + digits;
      if (end <= run && TokenRestorer.ending(text, end, to, true) == 1) {
        byte[] value = value(text, wordStart, wordEnd, code, end);
        if (value != null) {
          edits.add(wordStart, end, value);
          return end;
        }
      }
    }
    return NONE;
  }

  private byte @Nullable [] value(byte[] text, int wordStart, int wordEnd, int code, int end) {
    StringBuilder token = new StringBuilder(LONGEST_WORD + 1 + TokenTable.LONG);
    append(token, text, wordStart, wordEnd);
    token.append('_');
    append(token, text, code, end);
    String name = token.toString();
    byte[] value = known.get(name);
    if (value != null || known.containsKey(name)) {
      return value;
    }
    value = vault.get(name);
    if (value != null && OwnText.contains(request, name.getBytes(StandardCharsets.US_ASCII))) {
      value = null;
    }
    if (known.size() < MOST_KNOWN) {
      known.put(name, value);
    }
    return value;
  }

  private static void append(StringBuilder token, byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      token.append((char) Text.upper(text[i]));
    }
  }
}
