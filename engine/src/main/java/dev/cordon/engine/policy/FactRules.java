package dev.cordon.engine.policy;

import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.FactCatalogue;
import dev.cordon.engine.facts.FactKind;
import dev.cordon.engine.facts.VendorFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which vendors are denied for what is known of them. Not changed once it is read; thread-safe. */
final class FactRules {
  private static final String KEY = "vendors.deny.";

  final Set<String> aggregators = new HashSet<>();
  final Set<String> training = new HashSet<>();
  final Set<String> headquarters = new HashSet<>();
  final List<FactKind> without = new ArrayList<>();

  /** In seconds; -1 for any time. */
  long retentionOver = -1;

  private final Map<String, Map<FactKind, Fact>> users;
  private final Map<String, List<FactDenial>> byVendor = new ConcurrentHashMap<>();

  /**
   * Makes rules that deny nobody.
   *
   * @param users what the user says of vendors
   */
  FactRules(Map<String, Map<FactKind, Fact>> users) {
    this.users = users;
  }

  boolean isEmpty() {
    return aggregators.isEmpty()
        && training.isEmpty()
        && headquarters.isEmpty()
        && without.isEmpty()
        && retentionOver < 0;
  }

  /**
   * Returns all that speaks against a vendor, one a rule. What is not known of a vendor speaks
   * against it where a time or an agreement is asked for.
   *
   * @param vendor its identifier, or {@code unknown}
   */
  List<FactDenial> denials(String vendor) {
    List<FactDenial> known = byVendor.get(vendor);
    if (known == null) {
      known = isOwnServer(vendor) ? Collections.<FactDenial>emptyList() : find(vendor);
      byVendor.put(vendor, known);
    }
    return known;
  }

  /** What the user runs is no company; the user may say something of it all the same. */
  private boolean isOwnServer(String vendor) {
    Vendor known = VendorCatalogue.builtIn().vendor(vendor);
    return known != null && !known.isHosted() && !users.containsKey(vendor);
  }

  private List<FactDenial> find(String vendor) {
    VendorFacts facts = FactCatalogue.builtIn().with(users).of(vendor);
    List<FactDenial> found = new ArrayList<>();
    add(found, of(aggregators, "aggregators", FactKind.AGGREGATOR, facts));
    add(found, of(training, "training", FactKind.TRAINING, facts));
    add(found, of(headquarters, "headquarters", FactKind.HEADQUARTERS, facts));
    add(found, retention(facts));
    add(found, without(facts));
    return found;
  }

  private static void add(List<FactDenial> found, @Nullable FactDenial denial) {
    if (denial != null) {
      found.add(denial);
    }
  }

  private static @Nullable FactDenial of(
      Set<String> denied, String key, FactKind kind, VendorFacts facts) {
    Fact fact = facts.get(kind);
    return denied.contains(fact.value()) ? new FactDenial(KEY + key, kind, fact) : null;
  }

  private @Nullable FactDenial retention(VendorFacts facts) {
    Fact fact = facts.get(FactKind.RETENTION);
    long seconds = FactKind.seconds(fact.value());
    return retentionOver >= 0 && (seconds < 0 || seconds > retentionOver)
        ? new FactDenial(KEY + "retention_over", FactKind.RETENTION, fact)
        : null;
  }

  private @Nullable FactDenial without(VendorFacts facts) {
    for (FactKind kind : without) {
      Fact fact = facts.get(kind);
      if (fact.isUnknown() || fact.value().equals("no")) {
        return new FactDenial(KEY + "without", kind, fact);
      }
    }
    return null;
  }
}
