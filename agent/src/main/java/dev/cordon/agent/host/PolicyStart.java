package dev.cordon.agent.host;

/** Reads the configured policy ahead of the first call. */
public final class PolicyStart implements Runnable {
  /** Made by the entry classes, by name. */
  public PolicyStart() {}

  @Override
  public void run() {
    AgentPolicy.source();
  }
}
