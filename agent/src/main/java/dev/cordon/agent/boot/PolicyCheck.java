package dev.cordon.agent.boot;

/**
 * Reads a configured policy at start, on a thread of its own, so that an operator learns of a
 * mistake at once and not with the first call.
 */
final class PolicyCheck implements Runnable {
  private PolicyCheck() {}

  static void inBackground() {
    Thread thread = new Thread(new PolicyCheck(), "cordon-policy-check");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  @Override
  public void run() {
    try {
      InnerAgent.policyCheck().run();
    } catch (Throwable fault) {
      AgentLog.error("the policy could not be checked", fault);
    }
  }
}
