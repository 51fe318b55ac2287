package dev.cordon.agent.cli;

import dev.cordon.engine.connection.ClientIdentity;
import dev.cordon.engine.connection.ConnectionRules;
import dev.cordon.engine.connection.Pins;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.label.Accepted;
import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.policy.route.Routes;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says in words what may go where, and on what connections. Used once. */
final class ExplainedPlaces {
  private final Policy policy;
  private final ExplainedRules rules;

  /**
   * Explains a policy.
   *
   * @param rules prints lines
   */
  ExplainedPlaces(Policy policy, ExplainedRules rules) {
    this.policy = policy;
    this.rules = rules;
  }

  /** Prints the parts that the policy says something about. */
  void print() {
    labels();
    places();
    routes();
    connection();
  }

  private void labels() {
    boolean said = policy.accepted(null) != null || !policy.acceptingVendors().isEmpty();
    if (!said) {
      return;
    }
    rules.title("How confidential data may be that is sent to:");
    for (String vendor : policy.acceptingVendors()) {
      accepted(vendor, policy.accepted(vendor));
    }
    if (!policy.acceptingVendors().contains(Policy.UNKNOWN_VENDOR)) {
      accepted("all others", policy.accepted(null));
    }
  }

  private void accepted(String who, @Nullable Accepted accepted) {
    if (accepted == null) {
      rules.say("", who + ": any");
    } else {
      boolean refuses = accepted.above() == Accepted.Above.REFUSE;
      String others = refuses ? "; a call with other data is refused" : "; other data is redacted";
      rules.say(accepted.key(), who + ": " + accepted + others);
    }
  }

  private void places() {
    Residency residency = policy.residency();
    if (residency == null) {
      return;
    }
    rules.title("Where AI calls may be answered:");
    rules.say("residency", "in " + residency + "; others are refused");
    if (residency.usesRegionalHosts()) {
      rules.say(
          "residency.use_regional_host",
          "a call elsewhere goes to the vendor's host that is there, where one is known");
    }
  }

  private void routes() {
    Routes routes = policy.routes();
    if (routes == null) {
      return;
    }
    rules.title("Which calls are sent to a gateway:");
    for (Route route : routes.all()) {
      String key = route.keepsCredentials() ? "; the vendor's key goes along" : "";
      String region = route.region() == null ? "" : " in " + route.region();
      Set<String> set = new TreeSet<>(route.headers().keySet());
      set.addAll(route.secrets().keySet());
      rules.say(route.key(), route + region + key);
      if (!set.isEmpty()) {
        rules.say("", "  with " + String.join(", ", set) + " set");
      }
      if (!route.removed().isEmpty()) {
        rules.say("", "  without " + String.join(", ", route.removed()));
      }
    }
  }

  private void connection() {
    ConnectionRules wanted = policy.connection();
    rules.title("What connections to AI vendors must be:");
    rules.say("connection.min_tls", "TLS: " + wanted.minimum() + " or newer");
    rules.say(
        "connection.plain_http",
        "plain HTTP to the catalogue's hosts: " + ExplainedRules.word(wanted.plainHttp()));
    rules.say(
        "connection.verification",
        "servers that only the client trusts: " + ExplainedRules.word(wanted.verification()));
    rules.say(
        "connection.unseen",
        "TLS that can't be looked at: " + ExplainedRules.word(wanted.unseen()));
    for (Pins pins : wanted.pins()) {
      String others = pins.isReportOnly() ? "; others are reported" : "; others are refused";
      rules.say(
          "connection.pins." + pins.pattern(),
          "keys of " + pins.pattern() + ": " + pins.count() + others);
    }
    for (ClientIdentity identity : wanted.identities()) {
      rules.say(
          "connection.client_certificates." + identity, "a certificate is shown to " + identity);
    }
  }
}
