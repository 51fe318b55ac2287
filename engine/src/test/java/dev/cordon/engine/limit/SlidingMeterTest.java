package dev.cordon.engine.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.LimitRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sliding periods and bursts, on a clock that the test sets. */
class SlidingMeterTest {
  private static final long HOUR = 3_600_000;

  private long now = 1_790_000_000_000L;
  private final WallClock clock =
      new WallClock() {
        @Override
        long millis() {
          return now;
        }

        @Override
        public long currentTimeNanos() {
          return now * 1_000_000;
        }
      };

  private final Held held = held(1);

  private Held held(long amount) {
    return SharedLimits.held(amount, this);
  }

  private static LimitRule rule(String limit) {
    return SharedLimits.parse("version: 1\nlimits: {m: " + limit + "}\n").limits().get(0);
  }

  /** Against the list of all times; of few periods a sixtieth is a whole number of ms. */
  @ParameterizedTest
  @ValueSource(strings = {"1s", "7s", "10s", "100s", "1m", "1h", "31d"})
  void noPeriodHasMoreThanAllowedWheneverItBegins(String period) {
    LimitRule rule = rule("{allow: 50/" + period + " sliding}");
    SlidingMeter meter = new SlidingMeter(rule);
    long length = rule.seconds() * 1000;
    Random random = new Random(7);
    Deque<Long> passed = new ArrayDeque<>();
    int all = 0;
    long begun = now;
    for (int i = 0; i < 20_000; i++) {
      now += (long) (random.nextDouble() * length / 60);
      if (meter.reserve(held, now) == Meter.RESERVED) {
        passed.addLast(now);
        all++;
      }
      while (!passed.isEmpty() && passed.peekFirst() <= now - length - length / 60 - 1) {
        passed.removeFirst();
      }
      long within = passed.stream().filter(time -> time > now - length).count();
      assertTrue(within <= 50, within + " in " + period);
      long used = meter.used(now);
      assertTrue(used >= within && used <= passed.size(), used + " used, passed " + within);
    }
    double periods = (double) (now - begun) / length;
    assertTrue(all > 50 * periods * 9 / 10, all + " in " + periods + " periods");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1s", "7s", "10s", "100s", "1m", "1h", "31d"})
  void whatWasUsedAtOnceIsFreeAfterThePeriodAndASixtiethAtMost(String period) {
    LimitRule rule = rule("{allow: 1/" + period + " sliding}");
    long length = rule.seconds() * 1000;
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      long begun = now + (long) (random.nextDouble() * length);
      SlidingMeter meter = new SlidingMeter(rule);
      assertEquals(Meter.RESERVED, meter.reserve(held, begun));
      assertTrue(meter.reserve(held, begun + length - 1) > 0, "after 1 ms too few");
      long wait = meter.secondsToRefill(begun) * 1000;
      assertTrue(wait >= length && wait <= length + length / 60 + 1000, "" + wait);
      assertTrue(wait < 2000 || meter.used(begun + wait - 1000) == 1, "waits longer than needed");
      assertEquals(Meter.RESERVED, meter.reserve(held, begun + wait));
      begun += 2 * length;
      meter.reserve(held, begun);
      assertEquals(0, meter.used(begun + length + length / 60 + 1));
    }
  }

  @Test
  void theWaitIsUntilThereIsEnough() {
    SlidingMeter meter = new SlidingMeter(rule("{allow: 3/1h sliding}"));
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    now += HOUR / 2;
    assertEquals(Meter.RESERVED, meter.reserve(held(2), now));
    long wait = meter.reserve(held(1), now);
    now += wait * 1000 - 1000;
    assertTrue(meter.reserve(held(1), now) > 0);
    now += 1000;
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    assertTrue(meter.reserve(held(1), now) > 0);
  }

  @Test
  void whatWasNotUsedIsThereAgainAndWhatWasUsedBeyondIsMissing() {
    SlidingMeter meter = new SlidingMeter(rule("{allow: 100 tokens/1h sliding}"));
    Held held = held(90);
    assertEquals(Meter.RESERVED, meter.reserve(held, now));
    assertTrue(meter.reserve(held(20), now) > 0);
    now += 600_000;
    meter.settle(held, 10, now);
    assertEquals(10, meter.used(now));
    held = held(90);
    assertEquals(Meter.RESERVED, meter.reserve(held, now));
    meter.settle(held, 500, now);
    assertEquals(510, meter.used(now));
    now += 2 * HOUR;
    assertTrue(meter.isIdle(now));
    meter.settle(held, 0, now); // long gone: nothing comes back
    assertEquals(0, meter.used(now));
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    SlidingMeter meter = new SlidingMeter(rule("{allow: 1/1h sliding}"));
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    now -= 10 * HOUR;
    assertTrue(meter.reserve(held(1), now) > 0);
    assertFalse(meter.isIdle(now));
  }

  @Test
  void aBurstIsFilledBitByBit() {
    LimitRule rule = rule("{allow: 600/h, burst: 10}");
    BurstMeter meter = new BurstMeter(rule, new PeriodMeter(rule, now), clock);
    for (int i = 0; i < 10; i++) {
      assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    }
    assertEquals(6, meter.reserve(held(1), now));
    assertEquals(10, meter.used(now)); // what a burst refuses is not used
    now += 6000;
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    assertTrue(meter.reserve(held(1), now) > 0);
  }

  @Test
  void theAmountHoldsBesideTheBurst() {
    LimitRule rule = rule("{allow: 4/h, burst: 3}");
    now = now / HOUR * HOUR; // an hour of the clock begins
    BurstMeter meter = new BurstMeter(rule, new PeriodMeter(rule, now), clock);
    int passed = 0;
    for (int minute = 0; minute < 59; minute++) {
      passed += meter.reserve(held(1), now) == Meter.RESERVED ? 1 : 0;
      now += 60_000;
    }
    assertEquals(4, passed);
  }

  @Test
  void aBurstTakesWhatAnAnswerUsedInThePlaceOfTheEstimate() {
    LimitRule rule = rule("{allow: 3600 tokens/h, burst: 100}");
    BurstMeter meter = new BurstMeter(rule, new PeriodMeter(rule, now), clock);
    Held held = held(80);
    assertEquals(Meter.RESERVED, meter.reserve(held, now));
    assertEquals(60, meter.reserve(held(80), now)); // a token a second
    meter.settle(held, 20, now);
    held = held(80);
    assertEquals(Meter.RESERVED, meter.reserve(held, now));
    meter.settle(held, 180, now);
    assertEquals(101, meter.reserve(held(1), now));
    assertEquals(200, meter.used(now));
  }

  /** What is missing is more than Bucket4j can reckon with, once and again. */
  @ParameterizedTest
  @CsvSource({
    "1000 tokens/h, 100",
    "1000 tokens/h sliding, 100",
    "2 tokens/366d, 1",
    "1G tokens/s, 1000",
    "900G tokens/901s, 1M"
  })
  void aBurstTakesWhateverAnAnswerSays(String allow, String burst) {
    LimitRule rule = rule("{allow: " + allow + ", burst: " + burst + "}");
    Meter within = rule.isSliding() ? new SlidingMeter(rule) : new PeriodMeter(rule, now);
    BurstMeter meter = new BurstMeter(rule, within, clock);
    for (long used : new long[] {3_000_000_000L, 1_000_000_000_000_000L}) {
      for (int i = 0; i < 3; i++) {
        Held held = held(1);
        meter.take(held, now);
        meter.settle(held, used, now);
      }
    }
    assertTrue(meter.used(now) > 1_000_000_000_000_000L);
    assertTrue(meter.reserve(held(1), now) > 0);
    assertFalse(meter.isIdle(now));
  }
}
