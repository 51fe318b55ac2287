package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.AgentOptions;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Scanners;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.engine.policy.VendorCatalogue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's policy comes from: the configured file, which is watched, or the safe default.
 * An agent that was started with arguments that nobody understands refuses AI calls. Thread-safe.
 */
final class AgentPolicy implements PolicyFile.Listener {
  private static @Nullable PolicySource source;

  private boolean accepted;

  private AgentPolicy() {}

  /** Returns the one source; reads the file at the first call. */
  static synchronized PolicySource source() {
    PolicySource known = source;
    if (known == null) {
      known = open(AgentOptions.current());
      source = known;
    }
    return known;
  }

  private static PolicySource open(AgentOptions options) {
    String problem = options.problem();
    if (problem != null) {
      return new Fixed(Policy.unusable(problem));
    }
    String path = options.policy();
    if (path == null) {
      return new Fixed(Policy.safeDefault());
    }
    Path file;
    try {
      file = Paths.get(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      String reason = "the policy's path is none: " + path;
      AgentLog.error(reason + "; AI calls are refused");
      return new Fixed(Policy.unusable(reason));
    }
    PolicyFile watched = PolicyFile.open(file, context(), new AgentPolicy());
    watched.watch();
    return watched;
  }

  private static PolicyContext context() {
    Set<String> types = new HashSet<String>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    return new PolicyContext(System.getenv(), types, VendorCatalogue.builtIn().ids())
        .progress(
            new PolicyContext.Progress() {
              @Override
              public void reading(Path file, int percent, int values) {
                AgentLog.info("policy: " + file + " is read to " + percent + " %");
              }
            });
  }

  @Override
  public synchronized void accepted(Policy policy) {
    AgentLog.info(
        "policy " + policy.version() + (accepted ? " is in force from now on" : " is in force"));
    accepted = true;
  }

  @Override
  public synchronized void rejected(List<PolicyProblem> problems, Policy inForce) {
    for (PolicyProblem problem : problems) {
      AgentLog.error("policy: " + problem);
    }
    AgentLog.error(
        inForce.unusable() == null
            ? "the policy is not used; policy " + inForce.version() + " stays in force"
            : "the policy can't be used; AI calls are refused until it is corrected");
  }

  /** A policy that never changes. */
  private static final class Fixed implements PolicySource {
    private final Policy policy;

    Fixed(Policy policy) {
      this.policy = policy;
    }

    @Override
    public Policy current() {
      return policy;
    }
  }
}
