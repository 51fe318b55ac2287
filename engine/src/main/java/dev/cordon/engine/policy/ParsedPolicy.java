package dev.cordon.engine.policy;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy file that was read: the policy, or everything that is wrong with it. Immutable. */
public final class ParsedPolicy {
  private final @Nullable Policy policy;
  private final List<PolicyProblem> problems;

  ParsedPolicy(@Nullable Policy policy, List<PolicyProblem> problems) {
    this.policy = problems.isEmpty() ? policy : null;
    this.problems = Collections.unmodifiableList(problems);
  }

  /** Returns the policy, or null when there are problems. */
  public @Nullable Policy policy() {
    return policy;
  }

  /** Returns the problems in the order of the file; empty when there is a policy. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
