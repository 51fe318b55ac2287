package dev.cordon.engine.call;

/** Mode {@code off}: no call is looked at. One that is tried all the same is only observed. */
final class Off extends Observed {
  @Override
  boolean opensCalls() {
    return false;
  }
}
