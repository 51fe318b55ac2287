package dev.cordon.engine.instruction;

import dev.cordon.engine.audit.Threat;

/** Receives where commands stand. */
@FunctionalInterface
interface InstructionSpans {
  /**
   * Called once a passage.
   *
   * @param threat what most speaks for it
   * @param points how much does, from {@link Score#LIKELY} on
   * @param from its first byte
   * @param to the byte after its last one
   */
  void instruction(Threat threat, int points, int from, int to);
}
