package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import org.jspecify.annotations.Nullable;

/** What one call reserved under one limit. Used by one thread at a time. */
final class Held {
  /** It is counted in this JVM alone. */
  static final long NOWHERE = Long.MIN_VALUE;

  final LimitRule rule;
  final Counter counter;
  final long amount;

  /** Who uses it; what is held only while somebody lives is given back afterwards. */
  final Object holder;

  /** The period in which this JVM counted it. */
  long when;

  /** The period in which the store counted it. */
  long storedWhen = NOWHERE;

  /** The identifier of a call at once in the store. */
  volatile @Nullable String lease;

  Held(LimitRule rule, Counter counter, long amount, Object holder) {
    this.rule = rule;
    this.counter = counter;
    this.amount = amount;
    this.holder = holder;
  }
}
