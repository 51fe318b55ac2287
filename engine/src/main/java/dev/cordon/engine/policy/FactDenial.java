package dev.cordon.engine.policy;

import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.FactKind;

/** A fact of a vendor that policy does not put up with. Immutable. */
public final class FactDenial {
  private final String key;
  private final FactKind kind;
  private final Fact fact;

  FactDenial(String key, FactKind kind, Fact fact) {
    this.key = key;
    this.kind = kind;
    this.fact = fact;
  }

  /** Returns the policy's key that decided. */
  public String key() {
    return key;
  }

  /** Returns the fact and its day, for records: {@code training: yes as of 2026-10-18}. */
  @Override
  public String toString() {
    return kind.id() + ": " + fact;
  }
}
