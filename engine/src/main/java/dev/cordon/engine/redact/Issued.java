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

  /** The token's code as a number. */
  final long code;

  /** How many digits the code has; 0 for a surrogate. */
  final int digits;

  /** Whether a letter, a digit or another finding stood right after the value somewhere. */
  boolean gluedAfter;

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
    return (int) (code >>> (5 * (digits - TokenTable.SHORT)));
  }

  boolean isSurrogate() {
    return digits == 0;
  }
}
