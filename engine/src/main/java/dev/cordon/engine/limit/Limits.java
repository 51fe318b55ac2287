package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was used under all limits. Limits that a new policy keeps go on counting. Bounded: of those
 * that are counted apart the first {@value #MOST} are, the others are counted together.
 * Thread-safe.
 */
public final class Limits {
  private static final int MOST = 100_000;
  private static final String OTHERS = "\n";

  private final Map<LimitRule, Map<String, Meter>> meters = new ConcurrentHashMap<>();
  private final WallClock clock = new WallClock();
  private volatile @Nullable List<LimitRule> seen;

  /** Begins with nothing used. */
  public Limits() {}

  /**
   * Forgets what a new policy does not limit any more.
   *
   * @param rules the limits in force
   */
  public void retain(List<LimitRule> rules) {
    if (seen != rules) {
      seen = rules;
      meters.keySet().retainAll(rules);
    }
  }

  /** Returns what counts for a value of what a limit is counted apart by. */
  Meter meter(LimitRule rule, String value) {
    Map<String, Meter> all = meters.computeIfAbsent(rule, k -> new ConcurrentHashMap<>());
    Meter known = all.get(value);
    if (known != null) {
      return known;
    }
    if (all.size() >= MOST) {
      forgetIdle(all);
    }
    return all.computeIfAbsent(all.size() < MOST ? value : OTHERS, k -> newMeter(rule));
  }

  private Meter newMeter(LimitRule rule) {
    return rule.of() == LimitRule.Of.AT_ONCE
        ? new OnceMeter(rule.amount())
        : new PeriodMeter(rule, clock);
  }

  /**
   * One that is being used just now may be forgotten with what it counts since: once, by a call.
   */
  private static void forgetIdle(Map<String, Meter> all) {
    for (Map.Entry<String, Meter> entry : all.entrySet()) {
      if (entry.getValue().isIdle()) {
        all.remove(entry.getKey(), entry.getValue());
      }
    }
  }
}
