package dev.cordon.engine.policy;

/** What is done about a finding. */
public enum Action {
  /** Leaves it. */
  ALLOW,
  /** Puts a restorable token in its place. */
  TOKENIZE,
  /** Puts a restorable value of the same shape in its place. */
  SURROGATE,
  /** Puts a token in its place that carries the value, encrypted. */
  ENCRYPT,
  /** Covers it, perhaps but for its last characters. */
  MASK,
  /** Puts a keyed hash in its place. */
  HASH,
  /** Takes it out. */
  REMOVE,
  /** Refuses the call. */
  BLOCK
}
