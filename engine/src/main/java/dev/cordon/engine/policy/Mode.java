package dev.cordon.engine.policy;

/** How far a policy goes. */
public enum Mode {
  /** Redacts and refuses. */
  ENFORCE,
  /** Never changes a byte; reports what would have happened. */
  OBSERVE,
  /** Refuses every AI call. */
  STOP,
  /** Does nothing. */
  OFF;

  /** Tells whether what policy forbids is refused, and not only reported. */
  public boolean refuses() {
    return this == ENFORCE || this == STOP;
  }
}
