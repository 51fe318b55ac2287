package dev.cordon.engine.policy;

/** What becomes of a call whose content can't be judged. */
public enum Fallback {
  /** Refuses the call. */
  BLOCK,
  /** Lets it through as it is. */
  ALLOW
}
