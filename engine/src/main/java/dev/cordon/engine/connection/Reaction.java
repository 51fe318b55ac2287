package dev.cordon.engine.connection;

/** What becomes of a connection that is not as it should be. */
public enum Reaction {
  /** It is used. */
  ALLOW,
  /** It is used, and reported. */
  REPORT,
  /** It is refused. */
  BLOCK
}
