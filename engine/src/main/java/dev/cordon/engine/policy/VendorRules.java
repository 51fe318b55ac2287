package dev.cordon.engine.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may receive calls, and what each may see. Immutable once the policy is made. */
final class VendorRules {
  /** What policy calls the receiver of a call whose host is not in the catalogue. */
  static final String UNKNOWN = "unknown";

  final Set<String> allow = new HashSet<>();
  final Set<String> deny = new HashSet<>();
  final Set<String> trust = new HashSet<>();
  final Map<String, RedactionRules> redact = new HashMap<>();

  /** Returns the rule that forbids a vendor, or null when it is allowed. */
  @Nullable String denial(@Nullable String vendor) {
    String name = vendor == null ? UNKNOWN : vendor;
    if (deny.contains(name)) {
      return "vendors.deny";
    }
    return allow.isEmpty() || allow.contains(name) ? null : "vendors.allow";
  }
}
