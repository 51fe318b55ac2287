package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Hex;
import dev.cordon.engine.text.Restorer;
import org.jspecify.annotations.Nullable;

/** Makes what stands in the place of findings, and remembers what was issued. Not thread-safe. */
final class Replacements {
  /** How often another surrogate is tried before a token has to do. */
  private static final int SURROGATE_ROUNDS = 8;

  private final KeyedHash key;
  private final Normalizer normal = new Normalizer();
  private OwnText own = OwnText.NONE;
  private @Nullable TokenTable table;

  Replacements(TokenKey keyBytes) {
    this.key = new KeyedHash(keyBytes);
  }

  /** Forgets the request. */
  void clear() {
    own = OwnText.NONE;
    table = null;
    normal.clear();
    key.clear();
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

  Restorer restorer(Vault.Lookup vault, byte[] body) {
    TokenTable issued = table;
    return new TokenRestorer(issued == null ? new TokenTable(own) : issued, vault, body);
  }

  @Nullable IssuedTokens issued() {
    return table;
  }

  /**
   * Returns what stands in a finding's place.
   *
   * @param glued whether a letter, a digit or another finding stands right behind it
   */
  byte[] of(Action action, DataType type, byte[] text, int from, int to, boolean glued) {
    switch (action) {
      case TOKENIZE:
        return issue(type, text, from, to, glued, false).replacement;
      case SURROGATE:
        boolean inWord = glued || (from > 0 && Text.isAlphanumeric(text[from - 1]));
        return issue(type, text, from, to, inWord, true).replacement;
      case HASH:
        normal.normalize(type, text, from, to);
        return Masks.hash(type, key.hash(type, normal.bytes(), normal.length(), 0));
      case REMOVE:
        return Redactor.NOTHING;
      default:
        return Masks.mask(type, text, from, to);
    }
  }

  private Issued issue(
      DataType type, byte[] text, int from, int to, boolean glued, boolean asSurrogate) {
    TokenTable issuedHere = table;
    if (issuedHere == null) {
      issuedHere = table = new TokenTable(own);
    }
    Issued issued = issuedHere.find(type, text, from, to);
    if (issued != null && issued.isSurrogate() && glued) {
      issued = null; // a surrogate is known again only as a whole word
    }
    if (issued == null && asSurrogate && !glued) {
      issued = surrogate(issuedHere, type, text, from, to);
    }
    if (issued == null) {
      issued = issuedHere.issue(type, text, from, to, normal, key);
    }
    issued.gluedAfter |= glued;
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
