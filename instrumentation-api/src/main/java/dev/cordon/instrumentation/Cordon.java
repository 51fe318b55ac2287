package dev.cordon.instrumentation;

import dev.cordon.engine.Gate;
import org.jspecify.annotations.Nullable;

/** Where advice finds the engine. Thread-safe. */
public final class Cordon {
  /** Starts the engine, or tells what to do without one. */
  public interface Host {
    /**
     * Returns the gate, or null while the agent is off; starts the engine at the first call. Never
     * throws.
     */
    @Nullable Gate gate();

    /**
     * Reports a fault of our own: to the agent's log, once a kind, without content.
     *
     * @param where the advice that failed
     * @param fault what happened
     */
    void fault(String where, Throwable fault);

    /**
     * Tells whether a call must be refused when advice itself failed: {@code on_error: block} in
     * mode {@code enforce}.
     */
    boolean refuseOnFault();
  }

  private static volatile @Nullable Host host;

  private Cordon() {}

  /**
   * Installs the agent.
   *
   * @param newHost the agent; null takes it out
   */
  public static void install(@Nullable Host newHost) {
    host = newHost;
  }

  /** Returns the gate, or null when there is nothing to do. */
  public static @Nullable Gate gate() {
    Host current = host;
    return current == null ? null : current.gate();
  }

  /**
   * Reports a fault of advice.
   *
   * @param where the advice that failed
   * @param fault what happened
   */
  public static void fault(String where, Throwable fault) {
    Host current = host;
    if (current != null) {
      current.fault(where, fault);
    }
  }

  /** Tells whether a call must be refused because advice itself failed. */
  public static boolean refuseOnFault() {
    Host current = host;
    return current != null && current.refuseOnFault();
  }
}
