package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataType;
import org.jspecify.annotations.Nullable;

/** A value and what stands in its place, within one Exchange. */
final class Issued {
  final DataType type;
  final byte[] original;
  final byte[] normalized;
  final byte[] replacement;

  /** The token's word, such as EMAIL or, for a second spelling, EMAIL2; empty for a surrogate. */
  final byte[] word;

  /** The token's code as a number; of an encrypted one its first six digits. */
  final long code;

  /** How many digits the code has; 0 for a surrogate, more than others when it is encrypted. */
  final int digits;

  /** Whether a letter, a digit or another finding stood right after the value somewhere. */
  boolean gluedAfter;

  /** Whether other people's texts hold the value, and whether the application's or a user's do. */
  boolean untrusted;

  boolean trusted;

  /** Whether it was noticed in the arguments of a tool call. */
  boolean foreignCounted;

  @Nullable Issued nextOfValue;
  @Nullable Issued nextOfCode;

  Issued(
      DataType type,
      byte[] original,
      byte[] normalized,
      byte[] replacement,
      byte[] word,
      long code,
      int digits) {
    this.type = type;
    this.original = original;
    this.normalized = normalized;
    this.replacement = replacement;
    this.word = word;
    this.code = code;
    this.digits = digits;
  }

  /** Returns the first six digits of the code. */
  int head() {
    return (int) (isEncrypted() ? code : code >>> (5 * (digits - TokenTable.SHORT)));
  }

  /** Tells whether only other people's texts hold the value. */
  boolean isForeign() {
    return untrusted && !trusted;
  }

  /** Tells whether the token carries the value, so that no vault has to know it. */
  boolean isEncrypted() {
    return digits > TokenTable.LONG;
  }

  boolean isSurrogate() {
    return digits == 0;
  }
}
