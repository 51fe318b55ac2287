package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.Threat;

/** Receives where hidden text stands. */
@FunctionalInterface
interface HiddenSpans {
  /**
   * Called once a span, in the order of the text; spans don't overlap.
   *
   * @param threat what it is
   * @param from its first byte
   * @param to the byte after its last one
   */
  void hidden(Threat threat, int from, int to);
}
