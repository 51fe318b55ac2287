package dev.cordon.engine.audit;

/**
 * Where calls may pass that Cordon doesn't see, or others see: a hook that does nothing, a
 * connection that nobody guards, or one that is not as policy wants it. Immutable; names only, no
 * value of any call.
 */
public abstract class BlindSpot {
  /** There are these three kinds of places, and {@link Alert}, which is told in the same ways. */
  BlindSpot() {}

  /** Returns all of it as a clause for people. */
  @Override
  public abstract String toString();
}
