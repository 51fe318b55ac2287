package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import java.util.ArrayList;
import java.util.List;

/** What one call reserved. Used by one thread at a time. */
public final class Reservation {
  private static final class Part {
    final LimitRule rule;
    final Meter meter;
    final long amount;
    final long when;

    Part(LimitRule rule, Meter meter, long amount, long when) {
      this.rule = rule;
      this.meter = meter;
      this.amount = amount;
      this.when = when;
    }
  }

  /** Tells how much a call used in the end. */
  public interface Usage {
    /**
     * Returns what was used.
     *
     * @param of what is counted
     * @param reserved what was reserved
     */
    long used(LimitRule.Of of, long reserved);
  }

  private final Limits limits;
  private final Object holder;
  private final List<Part> parts = new ArrayList<>(2);

  /**
   * Begins with nothing.
   *
   * @param limits where it is counted
   * @param holder the call; held weakly
   */
  public Reservation(Limits limits, Object holder) {
    this.limits = limits;
    this.holder = holder;
  }

  /**
   * Reserves an amount under one more limit.
   *
   * @param rule the limit
   * @param value for whom it is counted
   * @param amount how much
   * @return 0 when it is reserved, else after how many seconds there may be enough
   */
  public long add(LimitRule rule, String value, long amount) {
    Meter meter = limits.meter(rule, value);
    long when = meter.now();
    long wait = meter.reserve(amount, holder);
    if (wait == Meter.RESERVED) {
      parts.add(new Part(rule, meter, amount, when));
    }
    return wait;
  }

  /** Settles all that was reserved, once. */
  public void settle(Usage usage) {
    for (Part part : parts) {
      long used = usage.used(part.rule.of(), part.amount);
      part.meter.settle(part.amount, used, part.when, holder);
    }
    parts.clear();
  }
}
