package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Scanners;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the policy file that a command names, and says what is wrong with it. */
final class PolicyOption {
  private PolicyOption() {}

  static @Nullable Policy read(String file, final PrintStream err) {
    Set<String> types = new HashSet<String>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    PolicyContext context =
        new PolicyContext(System.getenv(), types, VendorCatalogue.builtIn().ids())
            .progress(
                new PolicyContext.Progress() {
                  @Override
                  public void reading(Path list, int percent, int values) {
                    err.println("scan: policy: " + list + " is read to " + percent + " %");
                  }
                });
    try (PolicyFile opened =
        PolicyFile.open(
            Paths.get(file).toAbsolutePath(),
            context,
            new PolicyFile.Listener() {
              @Override
              public void accepted(Policy policy) {}

              @Override
              public void rejected(List<PolicyProblem> problems, Policy inForce) {
                for (PolicyProblem problem : problems) {
                  err.println("scan: policy: " + problem);
                }
              }
            })) {
      Policy policy = opened.current();
      return policy.unusable() == null ? policy : null;
    }
  }
}
