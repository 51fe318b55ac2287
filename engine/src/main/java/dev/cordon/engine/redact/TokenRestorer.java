package dev.cordon.engine.redact;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores what one Exchange issued. Knows a token also in another case, with what models write for
 * its underscore (see {@link Separator}), and with an ending or the next token behind it; anything
 * else that looks like a token stays. Holds back what may become a token: never more than one. Not
 * thread-safe.
 */
final class TokenRestorer implements Restorer {
  private static final int LONGEST_ENDING = 4;
  private static final int NONE = EncryptedTokens.NONE;

  /** Says that a code may be cut off; no code's digits are this number. */
  private static final int OPEN = -2;

  /**
   * Endings of cases and articles: German, Dutch and Nordic; Slavic and Baltic; Finnish; Estonian;
   * Turkish; Hungarian; Romanian and Albanian. A plural's s is known of any token.
   */
  private static final byte[][] ENDINGS =
      Separator.bytes(
          String.join(
                  " ",
                  "n e t en er es em et el ns je ens ets ene",
                  "a u m y i o om am ou ie ej ov ovi owi ami ach ech ima ui as us ai",
                  "in ia na ta ksi ssa sta lla lle lta tta iin een issa ista illa ille ilta",
                  "d l le lt st sse ga ni ks ile ilt iga",
                  "ya ye yi yu da de te dan den tan ten un nin nun la yla yle lar ler ki",
                  "k at ot on ak ek ok ba be ra re ig nak nek ban ben hoz hez val vel kor",
                  "ul lui ului ei it")
              .split(" "));

  private final TokenTable table;
  private final @Nullable VaultTokens stored;
  private final @Nullable EncryptedTokens encrypted;
  private final @Nullable SurrogateMatcher surrogates;

  private final TokenSearch search;
  private final @Nullable ForeignValues foreign;
  private boolean inToolCall;

  /** Where the first digits of the last code end. */
  private int headEnd;

  /**
   * Makes a restorer.
   *
   * @param vault knows further tokens; {@link Vault.Lookup#NONE} when the answer can hold none
   * @param request the request's body; tokens that the application wrote in it itself stay
   */
  TokenRestorer(TokenTable table, Vault.Lookup vault, byte[] request) {
    this(table, vault, request, null, null);
  }

  /**
   * Makes a restorer.
   *
   * @param cipher reads tokens that carry their values; null where none are issued
   * @param foreign notices values of other people's texts, if somebody wants to know
   */
  TokenRestorer(
      TokenTable table,
      Vault.Lookup vault,
      byte[] request,
      @Nullable TokenCipher cipher,
      @Nullable ForeignValues foreign) {
    this(table, vault, request, TokenSearch.SHORT, cipher, foreign);
  }

  TokenRestorer(TokenTable table, Vault.Lookup vault, byte[] request, int shortest) {
    this(table, vault, request, shortest, null, null);
  }

  private TokenRestorer(
      TokenTable table,
      Vault.Lookup vault,
      byte[] request,
      int shortest,
      @Nullable TokenCipher cipher,
      @Nullable ForeignValues foreign) {
    this.foreign = foreign;
    this.table = table;
    this.encrypted = cipher == null ? null : new EncryptedTokens(cipher, table, request);
    this.stored = vault == Vault.Lookup.NONE ? null : new VaultTokens(vault, request);
    List<Issued> issued = table.surrogates();
    this.surrogates = issued.isEmpty() ? null : new SurrogateMatcher(issued);
    this.search = new TokenSearch(table.words(), stored != null, encrypted != null, shortest);
  }

  @Override
  public boolean isEmpty() {
    return table.size() == 0 && !knowsOthers();
  }

  /** Tells whether tokens may be restored that this request didn't issue. */
  private boolean knowsOthers() {
    return stored != null || encrypted != null;
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    inToolCall = foreign != null && memory.kind() == TextKind.TOOL_CALL;
    return restore(text, from, to, last, edits);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    int done = from;
    search.begin(text, from, to);
    for (int i = next(done, from); i < to; i = next(done, i + 1)) {
      int end = i;
      if (i > done && Separator.mayBegin(text[i]) && Text.isAlphanumeric(text[i - 1])) {
        end = token(text, done, i, to, last, edits);
      }
      if (end == i && surrogates != null) {
        end = surrogates.match(text, from, done, i, to, last, edits);
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

  /** Where something of ours may be: behind a word; anywhere once there are surrogates. */
  private int next(int done, int from) {
    return surrogates != null ? from : search.next(Math.max(from, done + 1));
  }

  /**
   * Looks at what stands behind a word.
   *
   * @param from what lies before was restored already
   * @return where a restored token ends; {@code at} when there is none; the complement of where to
   *     hold back from when it can't be told yet
   */
  private int token(byte[] text, int from, int at, int to, boolean last, Edits edits) {
    int wordStart = wordStart(text, from, at);
    int own = search.mayEndWord(text[at - 1]) ? startOfOwn(text, wordStart, at, true) : -1;
    boolean others = knowsOthers() && VaultTokens.isWord(text, wordStart, at);
    if (own < 0 && !others) {
      return at;
    }
    int begin = others ? wordStart : own;
    int code = Separator.end(text, at, to, last);
    if (code <= at) {
      return code < 0 ? ~begin : at;
    }
    if (others && Separator.isPlain(text, at, code)) {
      if (code == to && !last && Separator.mayGoOn(text, at, to)) {
        return ~begin;
      }
      others = false;
    }
    if (own < 0 && !others) {
      return at;
    }
    int carried = own < 0 ? NONE : encrypted(text, own, at, code, to, last, edits);
    if (carried == NONE && others && own != wordStart) {
      carried = encrypted(text, wordStart, at, code, to, last, edits);
    }
    if (carried != NONE) {
      return carried < 0 ? ~begin : carried;
    }
    int head = head(text, code, to, last);
    if (head < 0) {
      return head == OPEN ? ~begin : at;
    }
    for (Issued issued = table.first(head); issued != null; issued = issued.nextOfCode) {
      if (issued.head() == head) {
        int end = match(text, issued, wordStart, at, code, to, last, edits);
        if (end != at && end != Integer.MIN_VALUE) {
          return end;
        }
      }
    }
    if (stored == null || !others) {
      return at;
    }
    int end = stored.token(text, wordStart, at, code, to, last, edits);
    return end == VaultTokens.NONE ? at : end;
  }

  private int encrypted(
      byte[] text, int wordStart, int wordEnd, int code, int to, boolean last, Edits edits) {
    if (encrypted == null) {
      return NONE;
    }
    int end = encrypted.token(text, wordStart, wordEnd, code, to, last);
    if (end >= 0 && !isKept(encrypted.issued())) {
      edits.add(wordStart, end, encrypted.value());
    }
    return end;
  }

  /** Tells whether a token stays because its value is other people's and goes into a tool call. */
  private boolean isKept(@Nullable Issued issued) {
    return inToolCall
        && foreign != null
        && issued != null
        && issued.isForeign()
        && foreign.isWithheld(issued);
  }

  private static int wordStart(byte[] text, int from, int end) {
    int start = end;
    while (start > from && Text.isAlphanumeric(text[start - 1])) {
      start--;
    }
    return start;
  }

  /** Reads a code's first digits; -1 when there are none, {@link #OPEN} when it is cut off. */
  private int head(byte[] text, int from, int to, boolean last) {
    int head = 0;
    int p = from;
    for (int count = 0; count < TokenTable.SHORT; ) {
      if (p == to) {
        return last ? -1 : OPEN;
      }
      int digit = Base32.value(text[p]);
      int length = 1;
      if (digit >= 0) {
        head = (head << 5) | digit;
        count++;
      } else {
        length = count == 0 ? 0 : Separator.within(text, p, to, last);
        if (length <= 0) {
          return length < 0 ? OPEN : -1;
        }
      }
      p += length;
    }
    headEnd = p;
    return head;
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
    if (issued.isEncrypted()
        || start < wordStart
        || !Text.matches(text, start, issued.word, 0, issued.word.length)) {
      return Integer.MIN_VALUE;
    }
    int end = headEnd;
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
      if (ending != 1 && ownEnding(text, code, end, to, last) != 1) {
        boolean more = ending == 0 || ownEnding(text, code, end, to, last) == 0;
        return more ? ~start : Integer.MIN_VALUE;
      }
    }
    if (!isKept(issued)) {
      edits.add(start, end, Separator.emphasised(text, wordEnd, code, issued.original));
    }
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

  /**
   * Looks for what only a token of this very request may have behind it: the ending of a case in
   * German and others, in lower case behind a code that is in upper case, and the next token.
   *
   * @return 1 when a word may end here; 0 when more is needed; else -1
   */
  private int ownEnding(byte[] text, int code, int end, int to, boolean last) {
    int run = end;
    while (run < to && run - end <= LONGEST_ENDING && Text.isAlphanumeric(text[run])) {
      run++;
    }
    for (byte[] word : table.words()) {
      int there = Math.min(word.length, to - end);
      if (there > 0 && Text.matches(text, end, word, 0, there)) {
        if (there < word.length) {
          if (!last) {
            return 0;
          }
          continue;
        }
        int next = end + there;
        if (next == to && !last) {
          return 0;
        }
        if (next < to && Separator.mayBegin(text[next])) {
          return 1;
        }
      }
    }
    if (run - end > LONGEST_ENDING || !isUpper(text, code, end)) {
      return -1;
    }
    if (run == to && !last) {
      return 0;
    }
    for (byte[] known : ENDINGS) {
      if (known.length == run - end && Text.equal(text, end, run, known)) {
        return 1;
      }
    }
    return -1;
  }

  private static boolean isUpper(byte[] text, int from, int to) {
    boolean letter = false;
    for (int i = from; i < to; i++) {
      if (Text.isLetter(text[i]) && text[i] != Text.upper(text[i])) {
        return false;
      }
      letter |= Text.isLetter(text[i]);
    }
    return letter;
  }

  /** Returns where a text's end must be held back from because a token may begin there. */
  private int tail(byte[] text, int from, int to) {
    int held = surrogates == null ? to : surrogates.tail(text, from, to);
    int start = wordStart(text, from, to);
    if (start == to) {
      return held;
    }
    int word = startOfWord(text, start, to, false);
    return word < 0 ? held : Math.min(held, word);
  }

  /**
   * Returns where a token's word begins in a run of letters and digits, or -1.
   *
   * @param whole whether the word must end where the run ends; otherwise it may go on
   */
  private int startOfWord(byte[] text, int runStart, int runEnd, boolean whole) {
    if (knowsOthers() && VaultTokens.isWord(text, runStart, runEnd)) {
      return runStart;
    }
    return startOfOwn(text, runStart, runEnd, whole);
  }

  private int startOfOwn(byte[] text, int runStart, int runEnd, boolean whole) {
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
