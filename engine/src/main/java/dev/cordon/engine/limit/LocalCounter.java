package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;

/** Counts in this JVM. Thread-safe. */
final class LocalCounter implements Counter {
  private final LimitRule rule;
  private final String who;
  private final WallClock clock;
  private final Meter meter;

  LocalCounter(LimitRule rule, String who, WallClock clock) {
    this.rule = rule;
    this.who = who;
    this.clock = clock;
    this.meter = meter(rule, clock);
  }

  private static Meter meter(LimitRule rule, WallClock clock) {
    if (rule.of() == LimitRule.Of.AT_ONCE) {
      return new OnceMeter(rule.amount());
    }
    Meter meter = rule.isSliding() ? new SlidingMeter(rule) : new PeriodMeter(rule, clock.millis());
    return rule.burst() == 0 ? meter : new BurstMeter(rule, meter, clock);
  }

  @Override
  public long reserve(Held held, long now) {
    return meter.reserve(held, now);
  }

  /** Counts what was granted elsewhere. */
  void take(Held held, long now) {
    meter.take(held, now);
  }

  @Override
  public void settle(Held held, long used, long now) {
    meter.settle(held, used, now);
  }

  @Override
  public boolean isIdle() {
    return meter.isIdle(clock.millis());
  }

  @Override
  public LimitUse use() {
    long now = clock.millis();
    return new LimitUse(rule, who, meter.used(now), meter.secondsToRefill(now));
  }
}
