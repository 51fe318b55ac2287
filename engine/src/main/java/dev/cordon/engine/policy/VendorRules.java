package dev.cordon.engine.policy;

import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.FactKind;
import dev.cordon.engine.facts.ModelPrices;
import dev.cordon.engine.policy.label.Accepted;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may receive calls, and what each may see. Immutable once the policy is made. */
final class VendorRules {
  /** What policy calls the receiver of a call whose host is not in the catalogue. */
  static final String UNKNOWN = "unknown";

  /** What policy puts before the name of a server of the Model Context Protocol. */
  static final String MCP = "mcp:";

  /** What policy calls a server of the user's own. */
  static final String SELF_HOSTED = "self_hosted";

  final Set<String> allow = new HashSet<>();
  final Set<String> deny = new HashSet<>();
  final Set<String> trust = new HashSet<>();
  final Map<String, RedactionRules> redact = new HashMap<>();
  final Map<String, TraceRules> headers = new HashMap<>();
  final Map<String, Accepted> accepted = new HashMap<>();
  @Nullable Accepted generallyAccepted;
  TraceRules generalHeaders = TraceRules.SILENT;
  Map<String, Map<FactKind, Fact>> facts = Collections.emptyMap();
  Map<String, ModelPrices> prices = Collections.emptyMap();
  @Nullable FactRules byFacts;

  /** Returns the rule that forbids a vendor and that no exception lifts, or null. */
  @Nullable String denial(@Nullable String vendor, Lifted lifted) {
    String name = vendor == null ? UNKNOWN : vendor;
    if (deny.contains(name) && !lifted.lifts("vendors.deny", null)) {
      return "vendors.deny";
    }
    if (!allow.isEmpty() && !allow.contains(name) && !lifted.lifts("vendors.allow", null)) {
      return "vendors.allow";
    }
    FactRules rules = byFacts;
    List<FactDenial> facts =
        rules == null ? Collections.<FactDenial>emptyList() : rules.denials(name);
    for (FactDenial fact : facts) {
      if (!lifted.lifts(fact.key(), null)) {
        return fact.key();
      }
    }
    return null;
  }

  /** Returns the fact for which a rule forbids a vendor; null when that is not for a fact. */
  @Nullable FactDenial factDenial(@Nullable String vendor, String rule) {
    FactRules rules = byFacts;
    List<FactDenial> facts =
        rules == null
            ? Collections.<FactDenial>emptyList()
            : rules.denials(vendor == null ? UNKNOWN : vendor);
    for (FactDenial fact : facts) {
      if (fact.key().equals(rule)) {
        return fact;
      }
    }
    return null;
  }

  /** Returns which labels a vendor may have; null for all. */
  @Nullable Accepted accepted(@Nullable String vendor) {
    Accepted own = accepted.get(vendor == null ? UNKNOWN : vendor);
    return own == null ? generallyAccepted : own;
  }

  /**
   * Tells whether identifiers of a trace may leave. Unless the user says otherwise they go to those
   * only who are no vendor at all, or who may see everything else too.
   */
  boolean sendsTraceContext(@Nullable String vendor) {
    String name = vendor == null ? UNKNOWN : vendor;
    TraceRules own = headers.get(name);
    Action said = own == null ? null : own.traceContext;
    said = said == null ? generalHeaders.traceContext : said;
    return said == null ? name.equals(SELF_HOSTED) || trust.contains(name) : said == Action.ALLOW;
  }

  /** Tells whether baggage may leave: only where the user says so. */
  boolean sendsBaggage(@Nullable String vendor) {
    TraceRules own = headers.get(vendor == null ? UNKNOWN : vendor);
    Action said = own == null ? null : own.baggage;
    said = said == null ? generalHeaders.baggage : said;
    return said == Action.ALLOW;
  }
}
