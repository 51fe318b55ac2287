package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the policy file that a command names, and says what is wrong with it. */
final class PolicyOption {
  private PolicyOption() {}

  /**
   * Reads a policy.
   *
   * @param command whose messages they are
   * @param file the policy file, or null for the safe default
   * @return null when it can't be used, which is then said
   */
  static @Nullable Policy read(String command, @Nullable String file, PrintStream err) {
    return file == null ? Policy.safeDefault() : read(command, file, err, false);
  }

  /**
   * Reads a policy.
   *
   * @param withoutKeys whether keys and passwords that it names may be missing here
   */
  static @Nullable Policy read(String command, String file, PrintStream err, boolean withoutKeys) {
    PolicyContext context = context(command, err);
    if (withoutKeys) {
      context.withoutKeys();
    }
    try {
      ParsedPolicy parsed =
          PolicyParser.parse(
              file, RegularFile.read(Paths.get(file), PolicyFile.MAX_BYTES), context);
      for (PolicyProblem problem : parsed.problems()) {
        err.println(command + ": " + problem);
      }
      return parsed.policy();
    } catch (IOException | InvalidPathException e) {
      err.println(command + ": " + file + ": " + Unreadable.why(e));
      return null;
    }
  }

  private static PolicyContext context(String command, PrintStream err) {
    Set<String> types = new HashSet<String>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    return new PolicyContext(System.getenv(), types, VendorCatalogue.builtIn().ids())
        .progress(
            new PolicyContext.Progress() {
              @Override
              public void reading(Path list, int percent, int values) {
                err.println(command + ": " + list + " is read to " + percent + " %");
              }
            });
  }
}
