package dev.cordon.engine.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Periods of the clock and months of the calendar, at times that the test sets. */
class PeriodMeterTest {
  private long now = at("2026-02-27T23:59:00Z");

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private Held held(long amount) {
    return SharedLimits.held(amount, this);
  }

  private static LimitRule rule(String amount) {
    String text = "version: 1\nlimits: {m: {allow: " + amount + "}}\n";
    PolicyContext context = new PolicyContext(Map.of(), Set.of(), VendorCatalogue.builtIn().ids());
    return PolicyParser.parse("p.yaml", text.getBytes(StandardCharsets.UTF_8), context)
        .policy()
        .limits()
        .get(0);
  }

  @Test
  void aMonthEndsWithTheCalendarsMonth() {
    PeriodMeter meter = new PeriodMeter(rule("2/month"), now);
    assertTrue(meter.isIdle(now));
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    assertFalse(meter.isIdle(now));
    assertEquals(86_400 + 60, meter.reserve(held(1), now)); // the 28th is a day yet
    now = at("2026-02-28T23:59:59Z");
    assertEquals(1, meter.reserve(held(1), now));
    now = at("2026-03-01T00:00:00Z");
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    now = at("2026-12-31T23:59:59.999Z");
    assertTrue(meter.isIdle(now));
    assertEquals(Meter.RESERVED, meter.reserve(held(2), now));
    assertEquals(1, meter.reserve(held(1), now));
    now = at("2027-01-01T00:00:00Z");
    assertEquals(Meter.RESERVED, meter.reserve(held(2), now));
  }

  @Test
  void whatWasUsedBeyondItIsMissingInTheNextMonth() {
    LimitRule rule = rule("10 USD/month");
    PeriodMeter meter = new PeriodMeter(rule, now);
    assertEquals(10_000_000, rule.amount());
    Held held = held(1_000_000);
    assertEquals(Meter.RESERVED, meter.reserve(held, now));
    meter.settle(held, 14_000_000, now);
    assertTrue(meter.reserve(held(1), now) > 0);
    now = at("2026-03-02T00:00:00Z");
    assertEquals(Meter.RESERVED, meter.reserve(held(6_000_000), now));
    assertTrue(meter.reserve(held(1), now) > 0);
    now = at("2026-04-02T00:00:00Z");
    assertEquals(Meter.RESERVED, meter.reserve(held(10_000_000), now));
  }

  @Test
  void whatWasReservedAndNotUsedIsThereAgainInTheSameMonthOnly() {
    PeriodMeter meter = new PeriodMeter(rule("10 USD/month"), now);
    Held all = held(10_000_000);
    assertEquals(Meter.RESERVED, meter.reserve(all, now));
    meter.settle(all, 1_000_000, now);
    Held rest = held(9_000_000);
    assertEquals(Meter.RESERVED, meter.reserve(rest, now));
    now = at("2026-03-02T00:00:00Z");
    meter.settle(rest, 0, now);
    assertEquals(Meter.RESERVED, meter.reserve(held(10_000_000), now));
    assertTrue(meter.reserve(held(1), now) > 0);
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    PeriodMeter meter = new PeriodMeter(rule("1/month"), now);
    assertEquals(Meter.RESERVED, meter.reserve(held(1), now));
    now = at("2026-01-27T23:59:00Z");
    assertTrue(meter.reserve(held(1), now) > 0);
    now = at("2026-02-27T23:59:00Z");
    assertTrue(meter.reserve(held(1), now) > 0);
  }

  @Test
  void moreThanTheWholePassesAsAnEstimateOnly() {
    assertEquals(
        Meter.RESERVED, new PeriodMeter(rule("10 tokens/month"), now).reserve(held(11), now));
    assertTrue(new PeriodMeter(rule("10 bytes/month"), now).reserve(held(11), now) > 0);
  }

  @Test
  void aPeriodOfSecondsBeginsWithTheClocks() {
    now = at("2026-02-27T23:59:30.250Z");
    PeriodMeter meter = new PeriodMeter(rule("2/15m"), now);
    assertEquals(Meter.RESERVED, meter.reserve(held(2), now));
    assertEquals(30, meter.reserve(held(1), now));
    now = at("2026-02-27T23:59:59.999Z");
    assertEquals(1, meter.reserve(held(1), now));
    now = at("2026-02-28T00:00:00Z");
    assertEquals(0, meter.used(now));
    assertEquals(Meter.RESERVED, meter.reserve(held(2), now));
    assertEquals(15 * 60, meter.reserve(held(1), now));
  }

  @Test
  void whatIsMissingIsMadeUpForOneAmountAPeriod() {
    PeriodMeter meter = new PeriodMeter(rule("10 tokens/m"), now);
    Held held = held(1);
    assertEquals(Meter.RESERVED, meter.reserve(held, now));
    meter.settle(held, 35, now);
    for (int minute = 1; minute <= 3; minute++) {
      now += 60_000;
      assertEquals(35 - 10 * minute, meter.used(now));
      assertEquals(minute == 3 ? Meter.RESERVED : 60, meter.reserve(held(1), now));
    }
    now += 365L * 86_400_000;
    assertTrue(meter.isIdle(now));
  }

  @Test
  void twoHundredThreadsGetWhatThereIsAndNoMore() throws InterruptedException {
    SharedLimits instance =
        new SharedLimits(SharedLimits.parse("version: 1\nlimits: {m: {allow: 1234/30d}}\n"));
    assertEquals(1234, instance.passing(200, 10));
  }
}
