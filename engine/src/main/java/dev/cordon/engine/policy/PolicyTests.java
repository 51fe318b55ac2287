package dev.cordon.engine.policy;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of tests for a policy, which was read: the tests or what is wrong with it. Immutable. */
public final class PolicyTests {
  private final @Nullable String policy;
  private final List<PolicyTest> tests;
  private final List<PolicyProblem> problems;

  PolicyTests(@Nullable String policy, List<PolicyTest> tests, List<PolicyProblem> problems) {
    this.policy = policy;
    this.tests = problems.isEmpty() ? tests : Collections.<PolicyTest>emptyList();
    this.problems = problems;
  }

  /**
   * Reads a file of tests.
   *
   * @param file its name; what it names itself lies beside it
   * @param bytes its content, UTF-8
   * @return the tests or all problems
   */
  public static PolicyTests parse(String file, byte[] bytes) {
    return new PolicyTestReader(file).read(bytes);
  }

  /** Returns the policy's file as the tests name it; null for the one without a file. */
  public @Nullable String policy() {
    return policy;
  }

  /** Returns the tests in the order of the file; none when there are problems. */
  public List<PolicyTest> tests() {
    return Collections.unmodifiableList(tests);
  }

  /** Returns what is wrong with the file; empty when nothing is. */
  public List<PolicyProblem> problems() {
    return Collections.unmodifiableList(problems);
  }
}
