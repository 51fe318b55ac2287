package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Hex;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what stands in the place of findings, and remembers what was issued. Not thread-safe. */
final class Replacements {
  /** How often another surrogate is tried before a token has to do. */
  private static final int SURROGATE_ROUNDS = 8;

  private final KeyedHash key;
  private final List<TokenKey> ring;
  private final @Nullable TokenCipher cipher;
  private final Normalizer normal = new Normalizer();
  private OwnText own = OwnText.NONE;
  private @Nullable TokenTable table;
  private boolean untrusted;
  private boolean trusted;

  /**
   * Makes replacements.
   *
   * @param keyBytes the key for tokens and hashes
   * @param ring the keys of tokens that carry their values; empty where policy wants none
   */
  Replacements(TokenKey keyBytes, List<TokenKey> ring) {
    this.key = new KeyedHash(keyBytes);
    this.ring = ring;
    this.cipher = ring.isEmpty() ? null : new TokenCipher(ring);
  }

  /** Forgets the request. */
  void clear() {
    own = OwnText.NONE;
    table = null;
    untrusted = false;
    trusted = true;
    normal.clear();
    key.clear();
  }

  /** Tells who wrote the next values: other people, the application or a user; or a model. */
  void from(boolean isUntrusted, boolean isTrusted) {
    untrusted = isUntrusted;
    trusted = isTrusted;
  }

  /** Tells whether the application wrote itself what was issued; starts again without that. */
  boolean avoidOwnText(byte[] body) {
    OwnText found = table == null ? null : own.with(table, body);
    if (found == null) {
      return false;
    }
    own = found;
    table = null;
    return true;
  }

  String inputHash(byte[] body) {
    byte[] hash = key.hash(body, body.length);
    return "hmac-sha256:" + Hex.of(hash);
  }

  Restorer restorer(Vault.Lookup vault, byte[] body, @Nullable ForeignValues foreign) {
    TokenTable issued = table;
    if (issued == null && vault == Vault.Lookup.NONE && ring.isEmpty()) {
      return NoRestorer.INSTANCE;
    }
    TokenTable tokens = issued == null ? new TokenTable(own) : issued;
    // A cipher of its own: the next request is judged while the answer is read.
    TokenCipher reader = ring.isEmpty() ? null : new TokenCipher(ring);
    return new TokenRestorer(tokens, vault, body, reader, foreign);
  }

  @Nullable IssuedTokens issued() {
    return table;
  }

  /** Tells whether a finding is a token that carries its value: it leaves as it is. */
  boolean isToken(byte[] text, int from, int to) {
    return cipher != null && cipher.isToken(text, from, to);
  }

  /** Returns what is done about a value where policy says an action: not all can be encrypted. */
  Action feasible(Action action, int length) {
    boolean can = action != Action.ENCRYPT || (cipher != null && TokenCipher.fits(length));
    return can ? action : Action.TOKENIZE;
  }

  /**
   * Returns what stands in a finding's place.
   *
   * @param glued whether a letter, a digit or another finding stands right behind it
   */
  byte[] of(Action action, DataType type, byte[] text, int from, int to, boolean glued) {
    switch (action) {
      case TOKENIZE:
      case ENCRYPT:
        return issue(action, type, text, from, to, glued).replacement;
      case SURROGATE:
        boolean inWord = glued || (from > 0 && Text.isAlphanumeric(text[from - 1]));
        return issue(action, type, text, from, to, inWord).replacement;
      case HASH:
        normal.normalize(type, text, from, to);
        return Masks.hash(type, key.hash(type, normal.bytes(), normal.length(), 0));
      case REMOVE:
        return Redactor.NOTHING;
      default:
        return Masks.mask(type, text, from, to);
    }
  }

  private Issued issue(Action action, DataType type, byte[] text, int from, int to, boolean glued) {
    TokenTable issuedHere = table;
    if (issuedHere == null) {
      issuedHere = table = new TokenTable(own);
    }
    Issued issued = issuedHere.find(type, text, from, to);
    if (issued != null && issued.isSurrogate() && glued) {
      issued = null; // a surrogate is known again only as a whole word
    }
    if (issued == null && action == Action.SURROGATE && !glued) {
      issued = surrogate(issuedHere, type, text, from, to);
    }
    if (issued == null && action == Action.ENCRYPT && cipher != null) {
      issued = issuedHere.encrypt(type, text, from, to, cipher);
    }
    if (issued == null) {
      issued = issuedHere.issue(type, text, from, to, normal, key);
    }
    issued.gluedAfter |= glued;
    issued.untrusted |= untrusted;
    issued.trusted |= trusted;
    return issued;
  }

  private @Nullable Issued surrogate(
      TokenTable issuedHere, DataType type, byte[] text, int from, int to) {
    normal.normalize(type, text, from, to);
    for (int round = 0; round < SURROGATE_ROUNDS; round++) {
      byte[] hash = key.hash(type, normal.bytes(), normal.length(), round);
      byte[] surrogate = Surrogates.of(type, text, from, to, hash);
      if (surrogate == null) {
        return null;
      }
      Issued issued = issuedHere.surrogate(type, text, from, to, surrogate);
      if (issued != null) {
        return issued;
      }
    }
    return null;
  }
}
