package dev.cordon.engine.activation;

import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.policy.VendorCatalogue;
import org.jspecify.annotations.Nullable;

/** Makes a policy ready when it changes. Thread-safe. */
public final class PolicyActivation {
  private final PolicySource source;
  private final ScannerFactory scanners;
  private final Faults faults;
  private final ToolMemory tools = new ToolMemory();
  private volatile ActivePolicy active;
  private @Nullable TokenKey randomKey;
  private @Nullable Policy failed;

  /**
   * Makes the first policy ready.
   *
   * @param source the policies
   * @param scanners what makes their scanners
   * @param faults where a policy that can't be made ready is reported
   * @throws RuntimeException when the first policy can't be made ready
   */
  public PolicyActivation(PolicySource source, ScannerFactory scanners, Faults faults) {
    this.source = source;
    this.scanners = scanners;
    this.faults = faults;
    Policy policy = source.current();
    this.active = prepare(policy, own(policy));
  }

  /** Returns the policy in force. */
  public ActivePolicy current() {
    ActivePolicy now = active;
    return now.policy == latest(now) ? now : swap();
  }

  private Policy latest(ActivePolicy now) {
    try {
      return source.current();
    } catch (Throwable fault) {
      faults.report("the policy", fault, "the one before stays in force");
      return now.policy;
    }
  }

  private synchronized ActivePolicy swap() {
    ActivePolicy before = active;
    Policy policy = latest(before);
    if (policy == before.policy || policy == failed) {
      return before;
    }
    try {
      boolean sameTypes = !policy.hasOwnDetection() && !before.policy.hasOwnDetection();
      active = prepare(policy, sameTypes ? before.scannerIfMade() : own(policy));
    } catch (Throwable fault) {
      failed = policy;
      faults.report("a new policy", fault, "the one before stays in force");
    }
    return active;
  }

  /** A policy's own types may be wrong, which must show before the policy is in force. */
  private @Nullable Scanner own(Policy policy) {
    return policy.hasOwnDetection() ? scanners.create(policy) : null;
  }

  private synchronized ActivePolicy prepare(Policy policy, @Nullable Scanner scanner) {
    TokenKey key = policy.tokenKey();
    if (key == null) {
      // One key for the life of the JVM: a policy that changes must not change the tokens.
      key = randomKey == null ? TokenKey.random() : randomKey;
      randomKey = key;
    }
    return new ActivePolicy(
        policy, VendorCatalogue.builtIn().with(policy), scanners, scanner, key, tools);
  }
}
