package dev.cordon.engine.policy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy file that was read: the policy, or everything that is wrong with it. Immutable. */
public final class ParsedPolicy {
  private final @Nullable Policy policy;
  private final List<PolicyProblem> problems;
  private final List<Path> files;

  ParsedPolicy(@Nullable Policy policy, List<PolicyProblem> problems, List<Path> files) {
    this.policy = problems.isEmpty() ? policy : null;
    this.problems = Collections.unmodifiableList(problems);
    this.files = Collections.unmodifiableList(files);
  }

  /** Returns the policy, or null when there are problems. */
  public @Nullable Policy policy() {
    return policy;
  }

  /** Returns the other files that the policy was read from: a change of one changes the policy. */
  public List<Path> files() {
    return files;
  }

  /** Returns the problems in the order of the file; empty when there is a policy. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
