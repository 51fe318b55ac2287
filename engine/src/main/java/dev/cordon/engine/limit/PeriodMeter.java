package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;

/**
 * So much in each period of the clock (UTC): a stretch of seconds, or a month of the calendar. It
 * is there whole when a period begins; what was used beyond it is missing in the next one.
 * Thread-safe.
 */
final class PeriodMeter implements Meter {
  private final LimitRule rule;
  private final long amount;

  /** The period, and when it ends in milliseconds since the epoch. */
  private long period;

  private long end;
  private long left;

  PeriodMeter(LimitRule rule, long now) {
    this.rule = rule;
    this.amount = rule.amount();
    this.left = amount;
    begin(now);
  }

  private void begin(long now) {
    period = rule.period(now);
    end = Math.floorDiv(now, 1000L) * 1000 + rule.secondsToNext(now) * 1000;
  }

  @Override
  public synchronized long reserve(Held held, long now) {
    turn(now);
    long taken = taken(held);
    if (taken > left || (rule.isExact() && held.amount > amount)) {
      return secondsToRefill(now);
    }
    left -= taken;
    held.when = period;
    return RESERVED;
  }

  @Override
  public synchronized void take(Held held, long now) {
    turn(now);
    left -= taken(held);
    held.when = period;
  }

  @Override
  public synchronized void settle(Held held, long used, long now) {
    turn(now);
    long taken = taken(held);
    if (used > taken || held.when == period) { // else it was missing in another period
      left = Math.min(amount, left + taken - used);
    }
  }

  /** An estimate that is larger than the whole passes when nothing else was used. */
  private long taken(Held held) {
    return Math.max(1, Math.min(held.amount, amount));
  }

  @Override
  public synchronized long used(long now) {
    turn(now);
    return amount - left;
  }

  @Override
  public synchronized long secondsToRefill(long now) {
    return Math.max(1, (end - now + 999) / 1000);
  }

  @Override
  public synchronized boolean isIdle(long now) {
    turn(now);
    return left >= amount;
  }

  private void turn(long now) {
    if (now < end) {
      return;
    }
    long before = period;
    begin(now);
    for (long i = before; i < period && left < amount; i++) {
      left = Math.min(amount, left + amount);
    }
  }
}
