package dev.cordon.agent.host;

import dev.cordon.agent.audit.LimitLines;

/** Tells what is used of limits in this JVM. It starts nothing that does not run yet. Stateless. */
public final class LimitReport {
  private LimitReport() {}

  /** Returns the answer, one JSON object a line; called by name. */
  public static String report() {
    return LimitLines.of(AgentHost.limitsUsed());
  }
}
