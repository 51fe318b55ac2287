package dev.cordon.engine.policy;

/** What becomes of a connection to an AI vendor that no governed call opens. */
public enum Unguarded {
  /** It is opened, and reported. */
  REPORT,
  /** It is refused. */
  BLOCK
}
