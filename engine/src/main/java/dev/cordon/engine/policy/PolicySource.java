package dev.cordon.engine.policy;

/** Where the engine gets its policy. Thread-safe. */
@FunctionalInterface
public interface PolicySource {
  /**
   * Returns the policy in force; the same object until it changes. Called for every request: cheap,
   * and never throws.
   */
  Policy current();
}
