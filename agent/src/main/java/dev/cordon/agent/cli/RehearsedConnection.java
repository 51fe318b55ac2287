package dev.cordon.agent.cli;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.connection.Flaw;
import dev.cordon.engine.connection.Reaction;
import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyTest;
import dev.cordon.engine.policy.TestConnection;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.policy.VendorCatalogue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What would become of the connection of a policy test, as the agent judges handshakes. */
final class RehearsedConnection {
  private final Set<String> flaws = new TreeSet<>();
  private final Set<String> exceptions = new TreeSet<>();
  private @Nullable Flaw refused;

  /** Judges the connection of a test; one that is not told of has no flaw. */
  RehearsedConnection(Policy policy, PolicyTest test) {
    TestConnection connection = test.connection();
    RequestHead head = test.head();
    String host = head.host();
    if (connection == null || host == null) {
      return;
    }
    Vendor vendor = VendorCatalogue.builtIn().with(policy).find(host, "/");
    if (vendor == null && !policy.connection().names(host)) {
      return;
    }
    String service = test.service() == null ? "" : test.service();
    for (Flaw flaw : connection.flaws(policy.connection(), host)) {
      String id = vendor == null ? null : vendor.id();
      Exemption lifting = policy.exemptions().lifting(flaw.rule(), null, id, host, null, service);
      flaws.add(flaw.rule());
      if (lifting != null) {
        exceptions.add(lifting.name());
      } else if (flaw.reaction() == Reaction.BLOCK && policy.mode().refuses()) {
        refused = flaw;
        return;
      }
    }
  }

  /** Returns the policy's keys that find something wrong. */
  Set<String> flaws() {
    return flaws;
  }

  /** Returns the names of the exceptions that lift one of them. */
  Set<String> exceptions() {
    return exceptions;
  }

  /** Returns the policy's key that refuses it, or null. */
  @Nullable String rule() {
    Flaw flaw = refused;
    return flaw == null ? null : flaw.rule();
  }

  /** Returns what is wrong where it is refused, or null. */
  @Nullable String refusal() {
    Flaw flaw = refused;
    return flaw == null ? null : flaw.what();
  }
}
