package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * A limit whose amount may not be used all at once: beside it a bucket of the burst's size, which
 * is filled bit by bit at the limit's rate. Thread-safe.
 */
final class BurstMeter implements Meter {
  private static final long NANOS = 1_000_000_000;

  /** A bucket reckons no further than 292 years of nanoseconds. */
  private static final long MOST_SECONDS = 100 * 366 * 86_400L;

  private final Meter meter;
  private final Bucket bucket;
  private final long burst;

  /** The most that may be missing: what is filled in a hundred years. */
  private final long most;

  BurstMeter(LimitRule rule, Meter meter, WallClock clock) {
    this.meter = meter;
    this.burst = rule.burst();
    this.most = rule.amount() * (MOST_SECONDS / rule.seconds());
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(burst)
            .refillGreedy(rule.amount(), Duration.ofSeconds(rule.seconds()))
            .build();
    bucket = Bucket.builder().withCustomTimePrecision(clock).addLimit(bandwidth).build();
  }

  @Override
  public long reserve(Held held, long now) {
    long wait = meter.reserve(held, now);
    if (wait != RESERVED) {
      return wait;
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(taken(held));
    if (probe.isConsumed()) {
      return RESERVED;
    }
    meter.settle(held, 0, now);
    return Math.max(1, (probe.getNanosToWaitForRefill() + NANOS - 1) / NANOS);
  }

  /** What is larger than a burst passes when nothing else was used. */
  private long taken(Held held) {
    return Math.max(1, Math.min(held.amount, burst));
  }

  @Override
  public void take(Held held, long now) {
    meter.take(held, now);
    consume(taken(held));
  }

  /** Makes no more missing than a bucket can hold, whatever an answer says. */
  private synchronized void consume(long amount) {
    long fitting = Math.min(amount, most + bucket.getAvailableTokens());
    if (fitting > 0) {
      bucket.consumeIgnoringRateLimits(fitting);
    }
  }

  @Override
  public void settle(Held held, long used, long now) {
    meter.settle(held, used, now);
    long more = used - taken(held);
    if (more > 0) {
      consume(more);
    } else if (more < 0) {
      bucket.addTokens(-more);
    }
  }

  @Override
  public long used(long now) {
    return meter.used(now);
  }

  @Override
  public long secondsToRefill(long now) {
    return meter.secondsToRefill(now);
  }

  @Override
  public boolean isIdle(long now) {
    return meter.isIdle(now) && bucket.getAvailableTokens() >= burst;
  }
}
