package dev.cordon.engine.canary;

/** Receives where canaries stand. */
@FunctionalInterface
public interface CanaryHits {
  /**
   * Called once a canary, in the order of the text; none overlaps another.
   *
   * @param kind where it belongs
   * @param from its first byte, or that of its encoded form
   * @param to the byte after its last one
   */
  void canary(CanaryKind kind, int from, int to);
}
