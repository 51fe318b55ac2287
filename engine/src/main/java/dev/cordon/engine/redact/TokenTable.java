package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one Exchange has put in the place of values. Two different values never share a replacement;
 * two spellings of one value share a token's code but not its word ({@code EMAIL_7KQ2M9}, {@code
 * EMAIL2_7KQ2M9}), so that each is restored as it was written. Not thread-safe; unchanged once the
 * request was judged.
 */
final class TokenTable implements IssuedTokens {
  /** Digits of a code, and of one that had to be made longer because two values met. */
  static final int SHORT = 6;

  static final int LONG = 8;
  private static final byte[] NO_WORD = {};

  /** Words of types whose values are as short as a short code and have letters too. */
  private static final Set<String> SHORT_FORMS = new HashSet<>(Arrays.asList("PLATE", "PASSPORT"));

  /** Letters and digits change so seldom in any of them. */
  private static final int RUNS_OF_NO_IDENTIFIER = 4;

  /** Most requests hold no value, and need no more than this. */
  private static final int FIRST = 4;

  private Issued[] byValue = new Issued[FIRST];
  private Issued[] byCode = new Issued[FIRST];
  private int size;
  private int encrypted;
  private byte[][] words = {};
  private final List<Issued> surrogates = new ArrayList<>(0);
  private final Set<String> surrogateKeys = new HashSet<>(0);
  private final OwnText own;

  /**
   * Makes an empty table.
   *
   * @param own what must not be issued
   */
  TokenTable(OwnText own) {
    this.own = own;
  }

  int size() {
    return size;
  }

  /** Returns the words of all tokens. */
  byte[][] words() {
    return words;
  }

  List<Issued> surrogates() {
    return surrogates;
  }

  /** Returns what stands in a value's place already, or null. */
  @Nullable Issued find(DataType type, byte[] text, int from, int to) {
    int slot = Text.hash(type.hashCode(), text, from, to) & (byValue.length - 1);
    for (Issued issued = byValue[slot]; issued != null; issued = issued.nextOfValue) {
      if (issued.type.equals(type) && Text.equal(text, from, to, issued.original)) {
        return issued;
      }
    }
    return null;
  }

  /** Issues a token for a value that has none yet. */
  Issued issue(DataType type, byte[] text, int from, int to, Normalizer normal, KeyedHash key) {
    normal.normalize(type, text, from, to);
    int digits = SHORT;
    for (int round = 0; ; round++) {
      byte[] hash = key.hash(type, normal.bytes(), normal.length(), round);
      long code = Base32.bits(hash, digits);
      int head = (int) (code >>> (5 * (digits - SHORT)));
      boolean taken = own.hasHead(head) || !isToken(type.token(), code, digits);
      int spelling = taken ? -1 : spelling(type, normal, head, digits);
      if (spelling >= 0) {
        return add(type, text, from, to, normal, code, digits, spelling);
      }
      digits = LONG;
    }
  }

  /**
   * Tells whether a code makes a token that is no value itself: behind the word, which names a
   * type, a number would be found as one ({@code BSB_062000}), and so would what a plate, a
   * passport or, with eight digits, another identifier may be ({@code PLATE_KQA359}).
   */
  static boolean isToken(String word, long code, int digits) {
    return (digits == SHORT && !SHORT_FORMS.contains(word))
        ? !Base32.isNumber(code, digits)
        : Base32.runs(code, digits) >= RUNS_OF_NO_IDENTIFIER;
  }

  /** Returns how many spellings of a value have a code; -1 when another value has it. */
  private int spelling(DataType type, Normalizer normal, int head, int digits) {
    int spellings = 0;
    for (Issued issued = first(head); issued != null; issued = issued.nextOfCode) {
      if (issued.head() != head) {
        continue;
      }
      boolean same =
          issued.digits == digits
              && issued.type.equals(type)
              && Text.equal(normal.bytes(), 0, normal.length(), issued.normalized);
      if (!same) {
        return -1;
      }
      spellings++;
    }
    return spellings;
  }

  private Issued add(
      DataType type,
      byte[] text,
      int from,
      int to,
      Normalizer normal,
      long code,
      int digits,
      int spelling) {
    byte[] word = word(type.token(), spelling);
    byte[] token = Arrays.copyOf(word, word.length + 1 + digits);
    token[word.length] = '_';
    Base32.write(code, digits, token, word.length + 1);
    byte[] original = Arrays.copyOfRange(text, from, to);
    byte[] normalized = Arrays.copyOf(normal.bytes(), normal.length());
    Issued issued = new Issued(type, original, normalized, token, word, code, digits);
    addValue(issued);
    linkCode(byCode, issued);
    return issued;
  }

  /**
   * Issues a token that carries its value.
   *
   * @return what was issued; null when the request holds such a token itself
   */
  @Nullable Issued encrypt(DataType type, byte[] text, int from, int to, TokenCipher cipher) {
    byte[] word = word(type.token(), 0);
    byte[] code = cipher.code(word, text, from, to);
    int head = head(code, 0, code.length);
    if (own.hasHead(head)) {
      return null;
    }
    byte[] token = Arrays.copyOf(word, word.length + 1 + code.length);
    token[word.length] = '_';
    System.arraycopy(code, 0, token, word.length + 1, code.length);
    byte[] original = Arrays.copyOfRange(text, from, to);
    Issued issued = new Issued(type, original, original, token, word, head, code.length);
    encrypted++;
    addValue(issued);
    linkCode(byCode, issued);
    return issued;
  }

  /** Returns what was issued as a word and a code that carry a value, or null. */
  @Nullable Issued encrypted(byte[] word, byte[] code) {
    int head = head(code, 0, code.length);
    for (Issued issued = first(head); issued != null; issued = issued.nextOfCode) {
      byte[] token = issued.replacement;
      if (issued.isEncrypted()
          && Arrays.equals(issued.word, word)
          && Text.equal(token, word.length + 1, token.length, code)) {
        return issued;
      }
    }
    return null;
  }

  private byte[] word(String base, int spelling) {
    String name = spelling == 0 ? base : base + (spelling + 1);
    for (byte[] word : words) {
      if (word.length == name.length()) {
        int i = 0;
        while (i < word.length && word[i] == name.charAt(i)) {
          i++;
        }
        if (i == word.length) {
          return word;
        }
      }
    }
    byte[] word = name.getBytes(StandardCharsets.US_ASCII);
    words = Arrays.copyOf(words, words.length + 1);
    words[words.length - 1] = word;
    return word;
  }

  /**
   * Takes a surrogate for a value.
   *
   * @return what was issued; null when another value has the surrogate, or the request holds it
   */
  @Nullable Issued surrogate(DataType type, byte[] text, int from, int to, byte[] surrogate) {
    if (own.hasSurrogate(surrogate) || !surrogateKeys.add(OwnText.key(surrogate))) {
      return null;
    }
    byte[] original = Arrays.copyOfRange(text, from, to);
    Issued issued = new Issued(type, original, original, surrogate, NO_WORD, 0, 0);
    addValue(issued);
    surrogates.add(issued);
    return issued;
  }

  private void addValue(Issued issued) {
    if (++size > byValue.length * 3 / 4) {
      grow();
    }
    link(byValue, issued);
  }

  private static void link(Issued[] table, Issued issued) {
    byte[] value = issued.original;
    int slot = Text.hash(issued.type.hashCode(), value, 0, value.length) & (table.length - 1);
    issued.nextOfValue = table[slot];
    table[slot] = issued;
  }

  private static void linkCode(Issued[] table, Issued issued) {
    int slot = issued.head() & (table.length - 1);
    issued.nextOfCode = table[slot];
    table[slot] = issued;
  }

  private void grow() {
    Issued[] values = new Issued[byValue.length * 2];
    Issued[] codes = new Issued[byCode.length * 2];
    for (Issued slot : byValue) {
      for (Issued issued = slot; issued != null; ) {
        Issued next = issued.nextOfValue;
        link(values, issued);
        if (!issued.isSurrogate()) {
          linkCode(codes, issued);
        }
        issued = next;
      }
    }
    byValue = values;
    byCode = codes;
  }

  /** Returns the first of a chain in which every token is whose code begins with six digits. */
  @Nullable Issued first(int head) {
    return byCode[head & (byCode.length - 1)];
  }

  boolean hasHead(int head) {
    for (Issued issued = first(head); issued != null; issued = issued.nextOfCode) {
      if (issued.head() == head) {
        return true;
      }
    }
    return false;
  }

  private static String latin(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Returns six digits as a number, or -1 when there are none. */
  static int head(byte[] text, int at, int to) {
    if (at + SHORT > to) {
      return -1;
    }
    int head = 0;
    for (int i = 0; i < SHORT; i++) {
      int value = Base32.value(text[at + i]);
      if (value < 0) {
        return -1;
      }
      head = (head << 5) | value;
    }
    return head;
  }

  @Override
  public boolean isEmpty() {
    return size == surrogates.size() + encrypted;
  }

  @Override
  public void keepIn(Vault vault, String scope) {
    for (Issued slot : byValue) {
      for (Issued issued = slot; issued != null; issued = issued.nextOfValue) {
        if (!issued.isSurrogate() && !issued.isEncrypted()) {
          vault.put(scope, latin(issued.replacement), issued.original);
        }
      }
    }
  }
}
