package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * So much in any stretch of a length. Counted in slices of it, and the slice that is only partly
 * within counts whole: never more, and for one slice less. Thread-safe.
 */
final class SlidingMeter implements Meter {
  private final LimitRule rule;
  private final long millis;

  /** The slice's number and what was used in it, the oldest first; none without use. */
  private final Deque<long[]> slices = new ArrayDeque<>();

  private long used;
  private long latest;

  SlidingMeter(LimitRule rule) {
    this.rule = rule;
    this.millis = rule.seconds() * 1000;
  }

  /**
   * Returns the number of the slice in which a time is, as count.lua numbers them. Few periods are
   * a whole number of milliseconds for each slice: a length that is rounded off would let a use be
   * forgotten before its period is over. A year's slices fit as well.
   *
   * @param rule a sliding limit
   * @param now the time, in milliseconds since the epoch
   */
  static long slice(LimitRule rule, long now) {
    return Math.floorDiv(now * LimitRule.SLICES, rule.seconds() * 1000);
  }

  @Override
  public synchronized long reserve(Held held, long now) {
    turn(now);
    long taken = taken(held);
    if (rule.isExact() && held.amount > rule.amount()) {
      return rule.seconds();
    }
    if (used + taken > rule.amount()) {
      return secondsToFree(used + taken - rule.amount(), now);
    }
    add(taken);
    held.when = latest;
    return RESERVED;
  }

  @Override
  public synchronized void take(Held held, long now) {
    turn(now);
    add(taken(held));
    held.when = latest;
  }

  /** An estimate that is larger than the whole passes when nothing else was used. */
  private long taken(Held held) {
    return Math.max(1, Math.min(held.amount, rule.amount()));
  }

  @Override
  public synchronized void settle(Held held, long spent, long now) {
    turn(now);
    long difference = spent - taken(held);
    if (difference > 0) {
      add(difference);
      return;
    }
    for (long[] slice : slices) {
      if (slice[0] == held.when) {
        long back = Math.min(slice[1], -difference);
        slice[1] -= back;
        used -= back;
      }
    }
  }

  @Override
  public synchronized long used(long now) {
    turn(now);
    return used;
  }

  @Override
  public synchronized long secondsToRefill(long now) {
    turn(now);
    return used == 0 ? 0 : secondsToFree(1, now);
  }

  @Override
  public synchronized boolean isIdle(long now) {
    turn(now);
    return used == 0;
  }

  private void add(long amount) {
    long[] last = slices.peekLast();
    if (last == null || last[0] != latest) {
      last = new long[] {latest, 0};
      slices.addLast(last);
    }
    last[1] += amount;
    used += amount;
  }

  private void turn(long now) {
    latest = Math.max(latest, slice(rule, now));
    long oldest = latest - LimitRule.SLICES;
    for (long[] first = slices.peekFirst(); first != null; first = slices.peekFirst()) {
      if (first[0] >= oldest) {
        return;
      }
      used -= first[1];
      slices.removeFirst();
    }
  }

  private long secondsToFree(long wanted, long now) {
    long free = 0;
    for (long[] slice : slices) {
      free += slice[1];
      if (free >= wanted) {
        long begin = (slice[0] + LimitRule.SLICES + 1) * millis; // in sixtieths of one
        long at = -Math.floorDiv(-begin, (long) LimitRule.SLICES);
        return Math.max(1, (at - now + 999) / 1000);
      }
    }
    return rule.seconds();
  }
}
