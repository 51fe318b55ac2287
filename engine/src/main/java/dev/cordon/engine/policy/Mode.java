package dev.cordon.engine.policy;

/** How far a policy goes. */
public enum Mode {
  /** Redacts and refuses. */
  ENFORCE,
  /** Never changes a byte; reports what would have happened. */
  OBSERVE,
  /** Does nothing. */
  OFF
}
