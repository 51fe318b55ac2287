package dev.cordon.engine.policy;

/** What becomes of a canary, and of what else must not go on. */
public enum CanaryAction {
  /** It stays, and raises the alarm. */
  REPORT,
  /** Something else stands in its place. */
  MASK,
  /** The call is refused, or nothing more of the answer goes on. */
  BLOCK
}
