package dev.cordon.engine.facts;

import java.util.EnumMap;
import java.util.Map;

/** What is known of one vendor. Immutable and thread-safe. */
public final class VendorFacts {
  /** Of whom nothing is known. */
  public static final VendorFacts NONE =
      new VendorFacts(new EnumMap<FactKind, Fact>(FactKind.class));

  private final Map<FactKind, Fact> facts;

  VendorFacts(Map<FactKind, Fact> facts) {
    this.facts = facts;
  }

  /** Returns a fact; {@link Fact#UNKNOWN} where there is no source. */
  public Fact get(FactKind kind) {
    Fact fact = facts.get(kind);
    return fact == null ? Fact.UNKNOWN : fact;
  }

  /** Returns these facts with others in their place. */
  public VendorFacts with(Map<FactKind, Fact> others) {
    if (others.isEmpty()) {
      return this;
    }
    EnumMap<FactKind, Fact> all = new EnumMap<>(FactKind.class);
    all.putAll(facts);
    all.putAll(others);
    return new VendorFacts(all);
  }
}
