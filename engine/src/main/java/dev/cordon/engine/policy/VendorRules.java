package dev.cordon.engine.policy;

import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.FactKind;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may receive calls, and what each may see. Immutable once the policy is made. */
final class VendorRules {
  /** What policy calls the receiver of a call whose host is not in the catalogue. */
  static final String UNKNOWN = "unknown";

  /** What policy calls a server of the user's own. */
  static final String SELF_HOSTED = "self_hosted";

  final Set<String> allow = new HashSet<>();
  final Set<String> deny = new HashSet<>();
  final Set<String> trust = new HashSet<>();
  final Map<String, RedactionRules> redact = new HashMap<>();
  final Map<String, TraceRules> headers = new HashMap<>();
  TraceRules generalHeaders = TraceRules.SILENT;
  Map<String, Map<FactKind, Fact>> facts = Collections.emptyMap();
  @Nullable FactRules byFacts;

  /** Returns the rule that forbids a vendor, or null when it is allowed. */
  @Nullable String denial(@Nullable String vendor) {
    String name = vendor == null ? UNKNOWN : vendor;
    if (deny.contains(name)) {
      return "vendors.deny";
    }
    if (!allow.isEmpty() && !allow.contains(name)) {
      return "vendors.allow";
    }
    FactDenial fact = factDenial(vendor);
    return fact == null ? null : fact.key();
  }

  /** Returns the fact for which a vendor is denied, or null. */
  @Nullable FactDenial factDenial(@Nullable String vendor) {
    FactRules rules = byFacts;
    return rules == null ? null : rules.denial(vendor == null ? UNKNOWN : vendor);
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
