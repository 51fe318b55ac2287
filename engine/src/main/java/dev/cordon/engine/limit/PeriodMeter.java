package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.time.Instant;

/**
 * So much in each period of the clock (UTC): a bucket of Bucket4j that is filled at each period's
 * begin. What was used beyond it is missing in the next one.
 */
final class PeriodMeter implements Meter {
  private final Bucket bucket;
  private final WallClock clock;
  private final long amount;
  private final long seconds;

  /** Whether amounts are known before; else they are estimates, which the answer corrects. */
  private final boolean exact;

  PeriodMeter(LimitRule rule, WallClock clock) {
    this.clock = clock;
    amount = rule.amount();
    seconds = rule.seconds();
    exact = rule.of() == LimitRule.Of.REQUESTS || rule.of() == LimitRule.Of.BYTES;
    long next = (now() + 1) * seconds;
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(amount)
            .refillIntervallyAligned(
                amount, Duration.ofSeconds(seconds), Instant.ofEpochSecond(next))
            .build();
    bucket = Bucket.builder().withCustomTimePrecision(clock).addLimit(bandwidth).build();
  }

  @Override
  public long reserve(long wanted, Object holder) {
    if (exact && wanted > amount) {
      return seconds;
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(taken(wanted));
    return probe.isConsumed()
        ? RESERVED
        : Math.max(1, (probe.getNanosToWaitForRefill() + 999_999_999) / 1_000_000_000);
  }

  /** An estimate that is larger than the whole passes when nothing else was used. */
  private long taken(long wanted) {
    return Math.max(1, Math.min(wanted, amount));
  }

  @Override
  public void settle(long reserved, long used, long when, Object holder) {
    long taken = taken(reserved);
    if (used > taken) {
      bucket.consumeIgnoringRateLimits(used - taken);
    } else if (used < taken && when == now()) { // else it was missing in another period
      bucket.addTokens(taken - used);
    }
  }

  @Override
  public long now() {
    return clock.millis() / 1000 / seconds;
  }

  @Override
  public boolean isIdle() {
    return bucket.getAvailableTokens() >= amount;
  }
}
