package dev.cordon.engine.redact;

import dev.cordon.engine.Edits;
import dev.cordon.engine.wire.json.ByteSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores what one Exchange issued. Knows a token also in another case, with Markdown's {@code
 * \_}, with one blank beside the underscore, and with a plural's {@code s} behind it; anything else
 * that looks like a token stays. Holds back what may become a token: never more than one. Not
 * thread-safe.
 */
final class TokenRestorer implements Restorer {
  private final TokenTable table;
  private final @Nullable VaultTokens stored;
  private final @Nullable SurrogateMatcher surrogates;

  /**
   * Makes a restorer.
   *
   * @param vault knows further tokens; {@link Vault#NONE} when the answer can hold none
   * @param request the request's body; tokens that the application wrote in it itself stay
   */
  TokenRestorer(TokenTable table, Vault vault, byte[] request) {
    this.table = table;
    this.stored = vault == Vault.NONE ? null : new VaultTokens(vault, request);
    List<Issued> issued = table.surrogates();
    this.surrogates = issued.isEmpty() ? null : new SurrogateMatcher(issued);
  }

  @Override
  public boolean isEmpty() {
    return table.size() == 0 && stored == null;
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    int done = from;
    for (int i = next(text, from, to); i < to; i = next(text, i + 1, to)) {
      int end = i;
      if (text[i] == '_') {
        end = token(text, done, i, to, last, edits);
      } else if (surrogates != null) {
        end = surrogates.match(text, from, i, to, last, edits);
      }
      if (end < 0) {
        return ~end;
      }
      if (end > i) {
        done = end;
        i = end - 1;
      }
    }
    return last ? to : tail(text, done, to);
  }

  /** Where something of ours may be: an underscore; anywhere once there are surrogates. */
  private int next(byte[] text, int from, int to) {
    return surrogates != null ? from : ByteSearch.indexOf(text, from, to, (byte) '_');
  }

  /**
   * Looks at an underscore.
   *
   * @param from what lies before was restored already
   * @return where a restored token ends; {@code at} when there is none; the complement of where to
   *     hold back from when it can't be told yet
   */
  private int token(byte[] text, int from, int at, int to, boolean last, Edits edits) {
    int wordEnd = wordEnd(text, from, at);
    int wordStart = wordStart(text, from, wordEnd);
    if (wordStart == wordEnd) {
      return at;
    }
    int code = at + 1 < to && text[at + 1] == ' ' ? at + 2 : at + 1;
    int head = TokenTable.head(text, code, to);
    if (head < 0) {
      boolean more = !last && isCode(text, code, to);
      int start = more ? startOfWord(text, wordStart, wordEnd, true) : -1;
      return start < 0 ? at : ~start;
    }
    for (Issued issued = table.first(head); issued != null; issued = issued.nextOfCode) {
      if (issued.head() == head) {
        int end = match(text, issued, wordStart, wordEnd, code, to, last, edits);
        if (end != at && end != Integer.MIN_VALUE) {
          return end;
        }
      }
    }
    if (stored == null || !stored.isWord(text, wordStart, wordEnd)) {
      return at;
    }
    int end = stored.token(text, wordStart, wordEnd, code, to, last, edits);
    return end == VaultTokens.NONE ? at : end;
  }

  private static int wordEnd(byte[] text, int from, int at) {
    int end = at;
    if (end > from && text[end - 1] == '\\') {
      end--;
    }
    if (end > from && text[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  private static int wordStart(byte[] text, int from, int end) {
    int start = end;
    while (start > from && Text.isAlphanumeric(text[start - 1])) {
      start--;
    }
    return start;
  }

  /** Tells whether a text ends within what may be a code's first digits. */
  private static boolean isCode(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Base32.value(text[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  private int match(
      byte[] text,
      Issued issued,
      int wordStart,
      int wordEnd,
      int code,
      int to,
      boolean last,
      Edits edits) {
    int start = wordEnd - issued.word.length;
    if (start < wordStart || !Text.matches(text, start, issued.word, 0, issued.word.length)) {
      return Integer.MIN_VALUE;
    }
    int end = code + TokenTable.SHORT;
    for (int i = TokenTable.SHORT; i < issued.digits; i++, end++) {
      if (end == to) {
        return last ? Integer.MIN_VALUE : ~start;
      }
      int digit = (int) (issued.code >>> (5 * (issued.digits - 1 - i))) & 31;
      if (Base32.value(text[end]) != digit) {
        return Integer.MIN_VALUE;
      }
    }
    if (!issued.gluedAfter) {
      int ending = ending(text, end, to, last);
      if (ending != 1) {
        return ending == 0 ? ~start : Integer.MIN_VALUE;
      }
    }
    edits.add(start, end, issued.original);
    return end;
  }

  /** Returns 1 when a word may end here, or with a plural's s; 0 when more is needed; else -1. */
  static int ending(byte[] text, int end, int to, boolean last) {
    if (end == to) {
      return last ? 1 : 0;
    }
    if (!Text.isAlphanumeric(text[end])) {
      return 1;
    }
    if (text[end] != 's' && text[end] != 'S') {
      return -1;
    }
    if (end + 1 == to) {
      return last ? 1 : 0;
    }
    return Text.isAlphanumeric(text[end + 1]) ? -1 : 1;
  }

  /** Returns where a text's end must be held back from because a token may begin there. */
  private int tail(byte[] text, int from, int to) {
    int held = surrogates == null ? to : surrogates.tail(text, from, to);
    int end = to;
    if (end > from && text[end - 1] == '\\') {
      end--;
    }
    if (end > from && text[end - 1] == ' ') {
      end--;
    }
    int start = wordStart(text, from, end);
    if (start == end) {
      return held;
    }
    int word = startOfWord(text, start, end, end < to);
    return word < 0 ? held : Math.min(held, word);
  }

  /**
   * Returns where a token's word begins in a run of letters and digits, or -1.
   *
   * @param whole whether the word must end where the run ends; otherwise it may go on
   */
  private int startOfWord(byte[] text, int runStart, int runEnd, boolean whole) {
    if (stored != null && stored.isWord(text, runStart, runEnd)) {
      return runStart;
    }
    byte[][] words = table.words();
    // What stands before a token's word doesn't matter: it may have gone on with another piece.
    for (int start = runStart; start < runEnd; start++) {
      int length = runEnd - start;
      for (byte[] word : words) {
        boolean fits = whole ? word.length == length : word.length >= length;
        if (fits && Text.matches(text, start, word, 0, length)) {
          return start;
        }
      }
    }
    return -1;
  }
}
