package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What one call reserved. Used by one thread at a time. */
public final class Reservation {
  /** The store can't be asked, and policy wants calls refused then. */
  public static final long NO_STORE = -1;

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

  /** No limit allows more; an answer that tells more, or overflowed, makes no sum overflow. */
  private static final long MOST = 1_000_000_000_000_000L;

  private final Limits limits;
  private final Object holder;
  private final List<Held> all = new ArrayList<>();
  private long now;

  /**
   * Begins with nothing.
   *
   * @param limits where it is counted
   * @param holder the call; counted no longer than it lives
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
   * @param who that for people, without what is nobody's concern; asked when it is new
   * @param amount how much
   * @return 0 when it is reserved, {@link #NO_STORE}, or after how many seconds there may be enough
   */
  public long add(LimitRule rule, String value, Supplier<String> who, long amount) {
    return add(rule, limits.counter(rule, value, who), amount);
  }

  /**
   * Reserves an amount under one more limit.
   *
   * @param rule the limit
   * @param row what counts for {@code value} under limits of its shape
   * @param value for whom it is counted
   * @param who that for people, without what is nobody's concern; asked when it is new
   * @param amount how much
   * @return 0 when it is reserved, {@link #NO_STORE}, or after how many seconds there may be enough
   */
  public long add(LimitRule rule, CounterRow row, String value, Supplier<String> who, long amount) {
    return add(rule, limits.counter(rule, row, value, who), amount);
  }

  private long add(LimitRule rule, Counter counter, long amount) {
    if (all.isEmpty()) {
      now = limits.millis(); // once for all limits of a call
    }
    Held held = new Held(rule, counter, amount, holder);
    long wait = held.counter.reserve(held, now);
    if (wait == Meter.RESERVED) {
      all.add(held);
    }
    return wait;
  }

  /** Settles all that was reserved, once: each, though another one's settling failed. */
  public void settle(Usage usage) {
    if (all.isEmpty()) {
      return;
    }
    now = limits.millis();
    RuntimeException first = null;
    try {
      for (Held held : all) {
        try {
          long used = usage.used(held.rule.of(), held.amount);
          held.counter.settle(held, used < 0 ? MOST : Math.min(used, MOST), now);
        } catch (RuntimeException e) {
          first = first == null ? e : first;
        }
      }
    } finally {
      all.clear();
    }
    if (first != null) {
      throw first;
    }
  }
}
