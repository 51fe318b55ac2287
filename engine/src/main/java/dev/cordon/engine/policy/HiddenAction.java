package dev.cordon.engine.policy;

/** What becomes of hidden text in a request. */
public enum HiddenAction {
  /** It stays, and is counted. */
  REPORT,
  /** It is taken out; what a reader sees stays. */
  STRIP,
  /** The call is refused. */
  BLOCK
}
