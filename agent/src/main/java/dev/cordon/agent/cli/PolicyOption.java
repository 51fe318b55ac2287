package dev.cordon.agent.cli;

import dev.cordon.agent.secret.AgentSecrets;
import dev.cordon.engine.EngineLog;
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
import dev.cordon.engine.signature.PublicKeys;
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
      byte[] content = RegularFile.read(Paths.get(file), PolicyFile.MAX_BYTES);
      return parse(command, file, content, context, err);
    } catch (IOException | InvalidPathException e) {
      err.println(command + ": " + file + ": " + Unreadable.why(e));
      return null;
    }
  }

  /** Reads a policy whose keys and passwords may be missing; null when it can't be used. */
  static @Nullable Policy parse(String command, String file, byte[] content, PrintStream err) {
    return parse(command, file, content, context(command, err).withoutKeys(), err);
  }

  /** Returns why a policy's signature doesn't count, or null when it does. */
  static @Nullable String unsigned(String file, PublicKeys trusted, PrintStream err) {
    try {
      Path path = Paths.get(file);
      byte[] content = RegularFile.read(path, PolicyFile.MAX_BYTES);
      return context("policy check", err).signedBy(trusted).unsigned(path, content);
    } catch (IOException | InvalidPathException e) {
      return Unreadable.why(e);
    }
  }

  private static @Nullable Policy parse(
      String command, String file, byte[] content, PolicyContext context, PrintStream err) {
    ParsedPolicy parsed = PolicyParser.parse(file, content, context);
    for (PolicyProblem problem : parsed.problems()) {
      err.println(command + ": " + problem);
    }
    return parsed.policy();
  }

  private static PolicyContext context(String command, PrintStream err) {
    Set<String> types = new HashSet<String>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    return new PolicyContext(System.getenv(), types, VendorCatalogue.builtIn().ids())
        .secretStores(new AgentSecrets(System.getenv(), EngineLog.NONE))
        .progress(
            new PolicyContext.Progress() {
              @Override
              public void reading(Path list, int percent, int values) {
                err.println(command + ": " + list + " is read to " + percent + " %");
              }
            });
  }
}
