package dev.cordon.engine.audit;

/**
 * Where calls may pass that Cordon doesn't see: a hook that does nothing, or a connection that
 * nobody guards. Immutable; names only, no value of any call.
 */
public abstract class BlindSpot {
  /** There are these two kinds. */
  BlindSpot() {}

  /** Returns all of it as a clause for people. */
  @Override
  public abstract String toString();
}
