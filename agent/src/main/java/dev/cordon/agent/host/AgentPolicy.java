package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.AgentOptions;
import dev.cordon.agent.secret.AgentSecrets;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyFile;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.signature.PublicKeys;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's policy comes from: the configured file, which is watched, or the safe default.
 * An agent that was started with arguments that nobody understands refuses AI calls. Thread-safe.
 */
final class AgentPolicy implements PolicyFile.Listener {
  private static @Nullable PolicySource source;

  private static volatile @Nullable String rejected;

  private @Nullable Policy accepted;

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
    String required = options.requireSignature();
    PublicKeys trusted = null;
    if (required != null) {
      try {
        trusted = PublicKeys.read(Collections.singletonList(required), null);
      } catch (IOException e) {
        return refused("require_signature: " + e.getMessage());
      }
      if (path == null) {
        return refused("require_signature asks for a signed policy, and none is named");
      }
    }
    if (path == null) {
      return new Fixed(Policy.safeDefault());
    }
    Path file;
    try {
      file = Paths.get(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      return refused("the policy's path is none: " + path);
    }
    PolicyContext context = context();
    if (trusted != null) {
      context.signedBy(trusted);
    }
    PolicyFile watched = PolicyFile.open(file, context, new AgentPolicy());
    watched.watch();
    return watched;
  }

  private static PolicySource refused(String reason) {
    AgentLog.error(reason + "; AI calls are refused");
    return new Fixed(Policy.unusable(reason));
  }

  private static PolicyContext context() {
    Set<String> types = new HashSet<String>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    return new PolicyContext(System.getenv(), types, VendorCatalogue.builtIn().ids())
        .secretStores(new AgentSecrets(System.getenv(), new EngineMessages()))
        .progress(
            new PolicyContext.Progress() {
              @Override
              public void reading(Path file, int percent, int values) {
                AgentLog.info("policy: " + file + " is read to " + percent + " %");
              }
            });
  }

  /** Returns the policy in force; null while none was read. */
  static synchronized @Nullable Policy known() {
    return source == null ? null : source.current();
  }

  /** Says where the policy comes from. */
  static String place() {
    String path = AgentOptions.current().policy();
    return path == null ? "the built-in one" : Paths.get(path).toAbsolutePath().toString();
  }

  /** Returns the first mistake of a change that is not in force; null when there is none. */
  static @Nullable String rejectedChange() {
    return rejected;
  }

  /** Says in one line what is in force and where records of it go. */
  static String summary(Policy policy, String telemetry) {
    String version = AgentPolicy.class.getPackage().getImplementationVersion();
    AuditRules audit = policy.audit();
    return "Cordon "
        + (version == null ? "" : version + " ")
        + "is active: mode "
        + mode(policy)
        + "; policy "
        + (AgentOptions.current().policy() == null ? "built in" : place())
        + ", version "
        + policy.version()
        + "; telemetry: "
        + telemetry
        + "; audit: "
        + (audit == null ? "none" : audit.file());
  }

  private static String mode(Policy policy) {
    return policy.mode().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void accepted(Policy policy) {
    Policy before = accepted;
    accepted = policy;
    rejected = null;
    if (Cordon.hasBlindSpot()) {
      BlindSpotReports.again();
    }
    exceptions(policy);
    if (before == null) {
      AgentLog.info("policy " + policy.version() + " is in force, mode " + mode(policy));
      return;
    }
    String modes =
        mode(before).equals(mode(policy)) ? mode(policy) : mode(before) + " -> " + mode(policy);
    AgentLog.info(
        "policy "
            + before.version()
            + " -> "
            + policy.version()
            + ", mode "
            + modes
            + ": is in force from now on");
    List<String> waiting = AuditChanges.between(before.audit(), policy.audit());
    if (!waiting.isEmpty()) {
      AgentLog.warn(
          String.join(", ", waiting)
              + (waiting.size() == 1 ? " has" : " have")
              + " changed: that takes effect with the next start of this JVM; the trail goes on as"
              + " before");
    }
  }

  /** Says which exceptions don't count, and which end soon. */
  private static void exceptions(Policy policy) {
    for (PolicyProblem problem : policy.exemptions().problems()) {
      AgentLog.error("exceptions: " + problem + "; no exception counts");
    }
    news(policy);
  }

  private static void news(Policy policy) {
    for (String news : policy.exemptions().news(Exemptions.now())) {
      AgentLog.warn("exceptions: " + news);
    }
  }

  @Override
  public void watched(Policy inForce) {
    news(inForce);
  }

  @Override
  public synchronized void rejected(List<PolicyProblem> problems, Policy inForce) {
    for (PolicyProblem problem : problems) {
      AgentLog.error("policy: " + problem);
    }
    rejected = problems.get(0).toString();
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
