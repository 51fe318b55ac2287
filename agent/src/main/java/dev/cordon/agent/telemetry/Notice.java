package dev.cordon.agent.telemetry;

/** Tells the operator something about telemetry, in the agent's own log. Thread-safe. */
public interface Notice {
  /**
   * Says something once.
   *
   * @param message one line without content of any call
   */
  void warn(String message);
}
