package dev.cordon.engine.activation;

import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;

/** Makes the scanner for a policy. Thread-safe. */
public interface ScannerFactory {
  /**
   * Makes a scanner; called when the policy's own data types change.
   *
   * @param policy the policy
   * @return the scanner, with tables that take some ten milliseconds to make in a cold JVM
   * @throws RuntimeException when the policy's own types can't be looked for
   */
  Scanner create(Policy policy);
}
